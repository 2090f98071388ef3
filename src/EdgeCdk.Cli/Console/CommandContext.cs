using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;
using Spectre.Console;

namespace EdgeCdk.Cli.Console;

/// <summary>What a command works with: the streams of the process, its directory, the account, and the user.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Faults of the command line and of this program, and progress.</param>
/// <param name="Directory">Paths are relative to it.</param>
/// <param name="Prompts">Asks questions. Default: null, nobody is there to answer.</param>
/// <param name="HasColours">Whether answers go to a screen that shows colours. Default: false.</param>
internal sealed record CommandContext(
    TextWriter Out, TextWriter Error, string Directory, IAnsiConsole? Prompts = null, bool HasColours = false)
{
    /// <summary>The customer's account. Default: as the AWS CLI reaches it.</summary>
    public IAws Aws { get; init; } = new AwsCli();

    /// <summary>The CDK CLI of the repository, with its arguments. Default: as Node.js starts it.</summary>
    public Func<string, IReadOnlyList<string>, (int ExitCode, string Output, string Error)> Cdk { get; init; } = CdkCli.Run;

    /// <summary>
    /// Puts a line to the library that compares templates, with the repository whose packages are used. Default: in a process of its own.
    /// </summary>
    public Func<string, string, string> CdkDiff { get; init; } = Common.CdkDiff.Ask;

    /// <summary>Waits before AWS is asked again. Default: as long as it is told.</summary>
    public Action<TimeSpan> Pause { get; init; } = Thread.Sleep;

    /// <summary>The time. Default: that of this computer.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether progress is shown, in the error stream. Default: no.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Columns of the screen that answers go to. Default: null, they go to a file or another program, line by line.</summary>
    public int? Width { get; init; }

    /// <summary>Whether the user asked for answers in JSON. Known once the command line is parsed. Default: no.</summary>
    public bool AnswersInJson { get; set; }

    /// <summary>The context of this process. Colours are left out where nobody sees them, and where <c>NO_COLOR</c> is set.</summary>
    public static CommandContext OfProcess() => new(
        System.Console.Out,
        System.Console.Error,
        Environment.CurrentDirectory,
        System.Console.IsInputRedirected || System.Console.IsOutputRedirected ? null : AnsiConsole.Console,
        !System.Console.IsOutputRedirected && !IsDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
    {
        ShowsProgress = !System.Console.IsErrorRedirected,
        Width = System.Console.IsOutputRedirected ? null : WidthOf(System.Console.WindowWidth),
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

    /// <summary>Where the files of Edge CDK are.</summary>
    public Installation Installation => new(Repository);

    /// <summary>The full path of what the user named, or of a name in the repository when the user named nothing.</summary>
    public string PathOf(string? named, string otherwise) => named is null ? Path.Combine(Repository, otherwise) : PathOf(named);

    /// <summary>The full path of what the user named, without a separator at its end.</summary>
    public string PathOf(string named) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(named, Directory));

    /// <summary>The full path of a file that the user named for writing.</summary>
    /// <exception cref="CommandException">It is a directory, is among the files that Edge CDK reads, or cannot be written.</exception>
    public string OutputFileOf(string named)
    {
        var path = PathOf(named);
        if (Path.EndsInDirectorySeparator(named) || System.IO.Directory.Exists(path))
            throw new CommandException($"{named} is a directory; name a file in it");
        return Output(named, path, Path.GetDirectoryName(path)!, path);
    }

    /// <summary>The full path of a directory that the user named for writing.</summary>
    /// <exception cref="CommandException">It is a file, is among the files that Edge CDK reads, or cannot be written.</exception>
    public string OutputDirectoryOf(string named)
    {
        var path = PathOf(named);
        if (File.Exists(path) && !WholeFile.IsDevice(path))
            throw new CommandException($"{named} cannot be written (it is a file); name a directory");
        return Output(named, path, path, Path.Combine(path, "README.md"));
    }

    // Checked before the time that the content takes.
    private string Output(string named, string path, string directory, string file)
    {
        if (OwnFiles.In(Repository, directory) is { } files)
            throw new CommandException($"{named} is among the {files}, which Edge CDK reads; name another directory");
        if (OwnFiles.IsOfRepository(Repository, path))
            throw new CommandException($"{named} is a file of the repository; name another one");
        Write(path, () => WholeFile.MustBeCreatable(file));
        return path;
    }

    /// <summary>Checks that a file whose name others use, too, is not there, or is one that was written before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="beginning">What all such files begin with.</param>
    /// <exception cref="CommandException">It is somebody else's.</exception>
    public void MustBeOwn(string path, string beginning)
    {
        if (File.Exists(path) && !InputFile.Text(path, Shown(path)).StartsWith(beginning, StringComparison.Ordinal))
            throw new CommandException($"{Shown(path)} is there, and is another file; name another directory with --output");
    }

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

    /// <summary>Answers in JSON when the user asked for that, else with text.</summary>
    /// <param name="json">The answer for programs.</param>
    /// <param name="text">Writes the answer for people.</param>
    /// <returns>The exit code 0.</returns>
    public int Answer(object json, Action text)
    {
        if (AnswersInJson)
            WriteJson(WithVersion(json));
        else
            text();
        return 0;
    }

    // For whoever reads answers of several versions.
    private static JsonObject WithVersion(object json)
    {
        var answer = JsonSerializer.SerializeToNode(json, JsonText.Options)!.AsObject();
        answer.Insert(0, JsonNamingPolicy.CamelCase.ConvertName(Product.Name), Product.Version);
        return answer;
    }

    /// <summary>Says why a command cannot do its work.</summary>
    /// <param name="problems">What has to be corrected.</param>
    /// <param name="otherwise">The last line when there are warnings only.</param>
    /// <returns>The exit code 1.</returns>
    public int Refuse(IEnumerable<Problem> problems, string otherwise = "nothing was written")
    {
        var shown = Shown(problems);
        Answer(new { Problems = shown.Select(ProblemReport.Json) }, () => ProblemReport.Write(this, shown, otherwise));
        return 1;
    }

    /// <summary>Asks before something is changed. A program that reads JSON is not asked.</summary>
    public bool Confirms(string question) => !AnswersInJson && Prompts?.Confirm(question) is true;

    /// <summary>Shows a line of progress where somebody sees it.</summary>
    public void Progress(string what)
    {
        if (ShowsProgress)
            Error.WriteLine($"edge: {what} …");
    }

    /// <summary>Writes a line, its first part in bold where colours are seen. On a screen, words are not cut at its edge.</summary>
    public void WriteLine(string emphasized, string rest = "")
    {
        foreach (var (bold, plain) in ScreenLines.Of(emphasized, rest, Width))
            Out.WriteLine(HasColours && bold.Length > 0 ? $"\e[1m{bold}\e[0m{plain}" : bold + plain);
    }

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";

    // Some terminals do not know how wide they are.
    private static int? WidthOf(int columns) => columns > 0 ? columns : null;

    /// <summary>Writes JSON.</summary>
    public void WriteJson(object answer) => Out.Write(JsonText.Of(answer));

    /// <summary>Writes a file, with the directories it needs.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void WriteFile(string path, string text, bool isNew = false) =>
        WriteFile(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), isNew);

    /// <summary>Writes a file piece by piece, with the directories it needs: completely or not at all.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="isNew">Whether a file that exists is a failure. Default: it is replaced.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void WriteFile(string path, Action<Stream> write, bool isNew = false) => Write(path, () =>
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WholeFile.Write(path, write, isNew);
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
            throw new CommandException($"{Shown(path)} cannot be written ({WholeFile.Reason(exception, path)})");
        }
    }
}
