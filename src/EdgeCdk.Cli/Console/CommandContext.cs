using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Validation;
using Spectre.Console;

namespace EdgeCdk.Cli.Console;

/// <summary>What a command may touch: the streams of the process, its directory, and whoever sits before it.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Faults of the command line, and of this program.</param>
/// <param name="Directory">Paths are relative to it.</param>
/// <param name="Prompts">Asks questions. Default: null, nobody is there to answer.</param>
/// <param name="HasColours">Whether answers go to a screen that shows colours. Default: false.</param>
internal sealed record CommandContext(TextWriter Out, TextWriter Error, string Directory, IAnsiConsole? Prompts = null, bool HasColours = false)
{
    /// <summary>The customer's account. Default: as the AWS CLI reaches it.</summary>
    public IAws Aws { get; init; } = new AwsCli();

    /// <summary>Whether somebody sees how far a command is, in the stream of faults. Default: nobody does.</summary>
    public bool ShowsProgress { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // For a file or a pipe, not for a page: quotes and angle brackets stay what they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The context of this process. Colours are left out where nobody sees them, and where <c>NO_COLOR</c> is set.</summary>
    public static CommandContext OfProcess() => new(
        System.Console.Out,
        System.Console.Error,
        Environment.CurrentDirectory,
        System.Console.IsInputRedirected || System.Console.IsOutputRedirected ? null : AnsiConsole.Console,
        !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
    {
        ShowsProgress = !System.Console.IsErrorRedirected,
    };

    /// <summary>The repository around the directory: where cdk.json is. Default: the directory itself.</summary>
    public string Repository
    {
        get
        {
            var found = Directory;
            while (found is not null && !File.Exists(Path.Combine(found, "cdk.json")))
                found = Path.GetDirectoryName(found);
            return found ?? Directory;
        }
    }

    /// <summary>The full path of what the user named, or of a name in the repository when the user named nothing.</summary>
    public string PathOf(string? named, string otherwise) => named is null ? Path.Combine(Repository, otherwise) : Path.GetFullPath(named, Directory);

    /// <summary>A path as a user of this directory would write it.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/');
    }

    /// <summary>Problems with their files as a user of this directory would write them.</summary>
    public IReadOnlyList<Problem> Shown(IEnumerable<Problem> problems) =>
    [
        .. problems.Select(problem => problem with
        {
            File = problem.File.Length == 0 ? "" : Shown(problem.File),
            Fault = problem.Fault.Replace($"{Directory}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal),
        }),
    ];

    /// <summary>Writes a line, the part before the first separator in colour where colours are seen.</summary>
    public void WriteLine(string emphasized, string rest = "") =>
        Out.WriteLine(HasColours && emphasized.Length > 0 ? $"\e[1m{emphasized}\e[0m{rest}" : emphasized + rest);

    /// <summary>Writes a file, with the directories it needs.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void WriteFile(string path, string text) => WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a file piece by piece, with the directories it needs.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void WriteFile(string path, Action<Stream> write) => Write(path, () =>
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        write(stream);
    });

    /// <summary>Writes something to a path.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Write(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{Shown(path)} cannot be written ({exception.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Writes an answer for programs.</summary>
    public void WriteJson(object answer) => Out.WriteLine(ToJson(answer));

    /// <summary>An answer for programs, or a file for them.</summary>
    public static string ToJson(object content) => JsonSerializer.Serialize(content, Json);
}
