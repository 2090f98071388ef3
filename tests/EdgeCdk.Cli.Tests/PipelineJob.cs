using System.Text;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace EdgeCdk.Cli.Tests;

/// <summary>The commands of one job of a pipeline in docs/ci, run by a shell in which every program is a stand-in.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Name"><c>check</c>, <c>prepare</c>, <c>execute</c> with the verification after it, or <c>look</c>.</param>
/// <param name="Commands">The commands.</param>
internal sealed partial record PipelineJob(string File, string Name, string Commands)
{
    // Those of the program that runs the commands.
    private string Options => File.Split('-')[0] switch
    {
        "github" => "set -e",
        "gitlab" => "set -eo pipefail",
        _ => "",
    };

    // What goes well. The edge is healthy, and its change set has changes.
    private const string Usual = """
          "npx edge deploy-options"*) ;;
          "npx edge verify"*--drift*) echo "0 failed, 0 warnings, 0 could not be checked" ;;
          "aws cloudformation describe-change-set"*ExecutionStatus*) echo AVAILABLE ;;
          "aws cloudformation describe-change-set"*) echo "CREATE_COMPLETE None" ;;
          "aws cloudformation describe-stacks"*) echo UPDATE_COMPLETE ;;
          curl*--get*) echo "[]" ;;
        """;

    private static readonly Lazy<IReadOnlyList<PipelineJob>> Jobs = new(() => [.. Read()]);

    /// <summary>All jobs.</summary>
    public static IReadOnlyList<PipelineJob> All() => Jobs.Value;

    /// <summary>The jobs of a name: one in each pipeline.</summary>
    public static IReadOnlyList<PipelineJob> All(string name)
    {
        var found = Jobs.Value.Where(job => job.Name == name).ToList();
        Assert.InRange(found.Count, name == "check" ? 2 : 3, 3);
        return found;
    }

    /// <summary>Runs the jobs of a name, one in each pipeline.</summary>
    /// <param name="name">The name.</param>
    /// <param name="answers">What calls answer, as below.</param>
    public static IReadOnlyList<PipelineRun> Run(string name, params (string Call, string Answer)[] answers) =>
        Run([.. All(name).Select(job => (job, answers))]);

    /// <summary>Runs jobs, all of them in one shell: to start one takes longer than a job.</summary>
    /// <param name="jobs">
    /// The jobs, each with what calls answer: a pattern of the shell that ends with *, or the very call. An answer that begins with ! is a
    /// failure. With ? and a number, the call fails so many times. Of answers with | between them, each call gets the next one.
    /// </param>
    public static IReadOnlyList<PipelineRun> Run(IReadOnlyList<(PipelineJob Job, (string Call, string Answer)[] Answers)> jobs)
    {
        using var directory = new TemporaryDirectory();
        string[] programs = ["npx", "aws", "npm", "gh", "curl", "pip", "pip3", "cfn-lint", "sleep"];
        var script = new StringBuilder($$"""
            next() {
              times=$(($(cat "times-$1" 2> /dev/null || echo 0) + 1))
              echo $times > "times-$1"
            }
            {{string.Concat(programs.Select(program => $"{program}() {{ answer {program} \"$@\"; }}\n"))}}
            STACK=Edge-acme-prod EDGE=acme-prod RUN=1 CI_PIPELINE_ID=1 CI_MERGE_REQUEST_DIFF_BASE_SHA=1 REVIEW_TOKEN=1 TOPIC=1
            GITHUB_OUTPUT=output GITHUB_STEP_SUMMARY=summary CI_API_V4_URL=https://gitlab.example.com CI_PROJECT_ID=1

            """);
        foreach (var (index, (job, answers)) in jobs.Index())
            script.Append(job.Script(Path.Combine(directory.Path, $"{index}"), answers));
        var result = ChildProcess.Run("bash", ["-c", script.ToString().ReplaceLineEndings("\n")], directory.Path, input: "");
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. jobs.Select((run, index) => PipelineRun.Read(run.Job, Path.Combine(directory.Path, $"{index}")))];
    }

    private string Script(string directory, (string Call, string Answer)[] answers)
    {
        Directory.CreateDirectory(directory);
        var cases = string.Concat(answers.Select(answer => $"  {Pattern(answer.Call)}) {Act(answer.Answer)} ;;\n"));
        return $$"""
            (
            cd '{{directory}}'
            answer() {
              local call="$*" times
              printf '%s\n' "${call//$'\n'/ }" >> calls
              case "$call" in
            {{cases}}{{Usual}}
              esac
            }
            {{Options}}
            {{Filled().Replace(Commands, "1")}}
            ) > '{{directory}}/printed' 2>&1
            echo $? > '{{directory}}/code'

            """;
    }

    // A word of the shell ends at a space; in the very call, nothing is a pattern.
    private static string Pattern(string call) =>
        call.EndsWith('*') ? call.Replace(" ", "\" \"", StringComparison.Ordinal) : Quoted(call);

    private static string Act(string answer) => answer switch
    {
        ['!', .. var said] => $"printf '%s\\n' {Quoted(said)}; echo {Quoted(said.Split('\n')[0])} >&2; return 254",
        ['?', .. var count] => $"next fails; [ $times -gt {count} ]",
        _ when answer.Contains('|', StringComparison.Ordinal) =>
            $"next said; echo {Quoted(answer)} | cut -d '|' -f $times",
        _ => $"printf '%s\\n' {Quoted(answer)}",
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<PipelineJob> Read()
    {
        var github = Yaml("github-actions.yml");
        foreach (var name in (string[])["check", "prepare"])
            yield return new("github-actions.yml", name, Steps(github, name));
        yield return new("github-actions.yml", "execute", $"{Steps(github, "execute")}\n{Steps(github, "verify")}");
        yield return new("github-scheduled.yml", "look", Steps(Yaml("github-scheduled.yml"), "look"));
        var gitlab = Yaml("gitlab-ci.yml");
        foreach (var name in (string[])["check", "prepare", "look"])
            yield return new("gitlab-ci.yml", name, Lines(gitlab[name]["script"]));
        yield return new("gitlab-ci.yml", "execute", $"{Lines(gitlab["execute"]["script"])}\n{Lines(gitlab["verify"]["script"])}");
        var aws = Yaml("aws-pipeline.template.yaml")["Resources"];
        foreach (var (name, project) in ((string, string)[])[("prepare", "Prepare"), ("execute", "Execute"), ("look", "Look")])
        {
            var specification = Parse($"{aws[$"{project}Project"]["Properties"]["Source"]["BuildSpec"]}");
            yield return new("aws-pipeline.template.yaml", name, Checked(specification["phases"]["build"]["commands"]));
        }
    }

    // Each step is a script of its own.
    private static string Steps(YamlNode workflow, string job) => string.Join(
        '\n', ((YamlSequenceNode)workflow["jobs"][job]["steps"]).OfType<YamlMappingNode>()
            .Where(step => step.Children.ContainsKey("run")).Select(step => $"(\nset -e\n{step["run"]}\n)"));

    // CodeBuild looks at the end of each command, and has no set -e.
    private static string Checked(YamlNode commands) =>
        string.Join('\n', ((YamlSequenceNode)commands).Select(command => $"{{\n{command}\n}} || exit $?"));

    private static string Lines(YamlNode commands) => string.Join('\n', ((YamlSequenceNode)commands).Select(command => $"{command}"));

    private static YamlNode Yaml(string file) => Parse(System.IO.File.ReadAllText(Repository.Path("docs", "ci", file)));

    private static YamlNode Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents[0].RootNode;
    }

    // What GitHub fills in.
    [GeneratedRegex(@"\$\{\{[^}]*\}\}")]
    private static partial Regex Filled();
}
