using System.Text;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Console;

/// <summary>A stream of answers. Where it cannot be written to, the user reads why: a full disk is no fault of this program.</summary>
internal sealed class AnswerWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void WriteLine() => Try(inner.WriteLine);

    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            throw new CommandException($"the answer cannot be written ({exception.Message.TrimEnd('.')})");
        }
    }
}
