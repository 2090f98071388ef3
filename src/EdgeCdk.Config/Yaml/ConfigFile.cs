using System.Text;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Yaml;

/// <summary>A file that was read into a record, and what is wrong with it.</summary>
internal sealed class ConfigFile<T>
    where T : class
{
    private const int LargestFile = 1 << 16;

    // A byte that is not UTF-8 is a fault, not a replacement character in a name.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RecordBinder _binder = new();
    private readonly List<Problem> _problems = [];

    private ConfigFile(string path) => Path = path;

    /// <summary>The file, as it was asked for.</summary>
    public string Path { get; }

    /// <summary>The record; null when the text could not be read at all.</summary>
    public T? Value { get; private set; }

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Reads a file. Whatever is wrong with it is in <see cref="Problems"/>.</summary>
    public static ConfigFile<T> Read(string path)
    {
        var file = new ConfigFile<T>(path);
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                throw new YamlFault(0, 0, "is larger than 64 KiB", "use a file of a few kilobytes", "check that it is the right file");
            var text = StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            file.Value = file._binder.Bind<T>(YamlReader.Read(text));
            file._problems.AddRange(file._binder.Problems.Select(file.InThisFile));
        }
        catch (YamlFault fault)
        {
            file._problems.Add(file.InThisFile(fault.Problem));
        }
        catch (DecoderFallbackException)
        {
            file._problems.Add(file.InThisFile(new Problem("", "is not text in UTF-8", "use UTF-8", "save the file in that encoding")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file._problems.Add(file.InThisFile(Problem.Unreadable("", exception)));
        }

        return file;
    }

    /// <summary>
    /// Whether a rule may look at these keys: the file was read, and nothing is wrong yet with any of them, the blocks around
    /// them or the values below them.
    /// </summary>
    public bool IsSound(params IEnumerable<string> keys)
    {
        var faulty = _problems.Select(problem => problem.Key).Concat(_binder.Misspelt);
        return Value is not null && !faulty.Any(fault => keys.Any(key => Holds(fault, key) || Holds(key, fault)));
    }

    /// <summary>Adds what a rule found.</summary>
    public void Report(Problem problem) => _problems.Add(InThisFile(_binder.Locate(problem)));

    private static bool Holds(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    private Problem InThisFile(Problem problem) => problem with { File = Path };
}
