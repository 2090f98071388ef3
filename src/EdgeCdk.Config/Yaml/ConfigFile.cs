using System.Text;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Yaml;

/// <summary>A file that was read into a record, and what is wrong with it.</summary>
internal sealed class ConfigFile<T>
    where T : class
{
    private readonly RecordBinder _binder;
    private readonly List<Problem> _problems = [];

    private ConfigFile(string path, string directory, bool isComplete) =>
        (Path, Directory, _binder) = (path, directory, new RecordBinder(isComplete));

    /// <summary>The file, as it was asked for. Of a record that code built, what stands in its place in messages.</summary>
    public string Path { get; }

    /// <summary>The directory of the file. Of a record that code built, the one that its paths are relative to.</summary>
    public string Directory { get; }

    /// <summary>The record; null when the text could not be read at all.</summary>
    public T? Value { get; private set; }

    /// <summary>What the text holds; null when it could not be read at all.</summary>
    public YamlMapping? Root { get; private set; }

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Reads a file. Whatever is wrong with it is in <see cref="Problems"/>.</summary>
    public static ConfigFile<T> Read(string path) => Read(path, isComplete: true);

    /// <summary>Reads a file that may leave out any key.</summary>
    public static ConfigFile<T> ReadPart(string path) => Read(path, isComplete: false);

    /// <summary>Reads a text that is in no file.</summary>
    /// <param name="name">What stands in place of the file in messages.</param>
    /// <param name="text">The text.</param>
    public static ConfigFile<T> Parse(string name, string text)
    {
        var file = new ConfigFile<T>(name, "", isComplete: true);
        file.Read(() => YamlReader.Read(text));
        return file;
    }

    /// <summary>Takes a record that code built, and holds it against everything that a file is held against.</summary>
    /// <param name="name">What stands in place of the file in messages; may be empty.</param>
    /// <param name="value">The record.</param>
    /// <param name="directory">The directory that its paths are relative to.</param>
    public static ConfigFile<T> Of(string name, T value, string directory)
    {
        var file = new ConfigFile<T>(name, directory, isComplete: true);
        file.Read(() => RecordWriter.Write(value));
        return file;
    }

    private static ConfigFile<T> Read(string path, bool isComplete)
    {
        var file = new ConfigFile<T>(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, isComplete);
        file.Read(() => YamlReader.Read(ConfigText.Of(path)));
        return file;
    }

    private void Read(Func<YamlMapping> read)
    {
        try
        {
            Root = read();
            Value = _binder.Bind<T>(Root);
            _problems.AddRange(_binder.Problems.Select(InThisFile));
        }
        catch (YamlFault fault)
        {
            _problems.Add(InThisFile(fault.Problem));
        }
        catch (DecoderFallbackException)
        {
            _problems.Add(InThisFile(new Problem("", "is not text in UTF-8", "use UTF-8", "save the file in that encoding")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(InThisFile(Problem.Unreadable("", exception, Path)));
        }
    }

    /// <summary>
    /// Whether a rule may read these keys: the file was read, and nothing is wrong yet with any of them, the blocks around
    /// them or the values below them.
    /// </summary>
    public bool IsSound(params IEnumerable<string> keys)
    {
        var faulty = _problems.Where(problem => !problem.IsWarning).Select(problem => problem.Key).Concat(_binder.Misspelt);
        return Value is not null && !faulty.Any(fault => keys.Any(key => Holds(fault, key) || Holds(key, fault)));
    }

    /// <summary>Adds a problem that a rule found.</summary>
    public void Report(Problem problem) => _problems.Add(Located(problem));

    /// <summary>A problem with the place of its key in this file.</summary>
    public Problem Located(Problem problem) => InThisFile(_binder.Locate(problem));

    private static bool Holds(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    private Problem InThisFile(Problem problem) => problem with { File = Path };
}
