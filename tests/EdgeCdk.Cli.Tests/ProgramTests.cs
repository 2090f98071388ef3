using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests;

/// <summary>The command as a process.</summary>
public sealed class ProgramTests
{
    private static readonly string DemoFile = EdgeExamples.PathOf(EdgeExamples.Smallest);

    [Fact]
    public void The_demo_edge_is_sound_and_that_is_told()
    {
        var result = Run("validate", DemoFile);

        Assert.Equal(new CommandResult(0, "1 edge: no problems\n", ""), result);
    }

    [Fact]
    public void Questions_are_not_asked_where_nobody_can_answer()
    {
        var result = Run("init");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edge.name is missing; ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no command valdate; did you mean validate?", "edge", "valdate")]
    [InlineData("there is no command prefligth; did you mean preflight?", "edge", "prefligth", "acme-prod")]
    [InlineData("there is no command deploy; deploy with `npx cdk deploy Edge-<edge>`", "edge", "deploy", "acme-prod")]
    [InlineData(
        "there is no command destroy; `npx edge destroy-plan <edge>` shows the steps that remove an edge", "edge", "destroy", "acme-prod")]
    [InlineData("there is no command deploy", "edge fleet", "fleet", "deploy")]
    [InlineData(
        "review needs --base (before: a cloud assembly directory, a template file or a git revision, which is synthesized with its own "
            + "code)",
        "edge review", "review")]
    [InlineData("there is no command upsidedown", "edge", "upsidedown")]
    [InlineData("there is no option --wach; did you mean --watch?", "edge verify", "verify", "demo", "--wach")]
    [InlineData(
        "--account needs a value (the account to try in; it must be that of the credentials)",
        "edge trial", "trial", "--account", "--region", "x")]
    [InlineData(
        "--lines needs a value (last lines of each log group. Default: 200)", "edge support", "support", "demo", "--lines", "--json")]
    [InlineData("there is no option --jsn; did you mean --json?", "edge verify", "verify", "demo", "--jsn")]
    [InlineData("there is no option --edge; did you mean --edges?", "edge verify", "verify", "--edge", "acme-prod")]
    [InlineData("there is no option --ouput=x; did you mean --output?", "edge catalog", "catalog", "--ouput=x")]
    [InlineData("there is no command exprot; did you mean export?", "edge fleet", "fleet", "exprot")]
    [InlineData("fleet needs a command: export, script", "edge fleet", "fleet")]
    [InlineData("verify takes no further argument: b", "edge verify", "verify", "a", "b")]
    [InlineData("init takes no argument: acme", "edge init", "init", "acme")]
    [InlineData("verify needs <edge>", "edge verify", "verify")]
    [InlineData("schema needs <kind>", "edge schema", "schema")]
    [InlineData("bundle needs <edge>, or --verify and a bundle", "edge bundle", "bundle")]
    [InlineData(
        "--verify takes a bundle and no edge: the edge file is in the bundle", "edge bundle", "bundle", "demo", "--verify", "cdk.json")]
    [InlineData("--as-of tomorrow is not a day such as 2026-11-22", "edge validate", "validate", "--as-of", "tomorrow")]
    [InlineData("--lines abc is not a number of lines from 0 to 10000", "edge support", "support", "demo", "--lines", "abc")]
    [InlineData("--lines -1 is not a number of lines from 0 to 10000", "edge support", "support", "demo", "--lines", "-1")]
    [InlineData("--at noon is not a time such as 2026-11-22T10:00Z", "edge support", "support", "demo", "--at", "noon")]
    [InlineData(
        "--name Bad name! is not a name of a stack set: a letter, then up to 99 letters, digits and hyphens",
        "edge fleet export", "fleet", "export", "--name", "Bad name!")]
    [InlineData(
        "--name \"\" is not a name of a stack set: a letter, then up to 99 letters, digits and hyphens",
        "edge fleet export", "fleet", "export", "--name", "")]
    [InlineData("--json and --sarif exclude each other", "edge validate", "validate", "--json", "--sarif")]
    public void A_command_line_that_cannot_be_understood_is_told_in_two_lines(string message, string help, params string[] arguments) =>
        Assert.Equal(
            (1, $"edge: {message}\nedge: see `npx {help} --help`\n"), Told(new EdgeRunner(Repository.Root).Run(arguments)));

    private static (int ExitCode, string Error) Told(CommandResult result) => (result.ExitCode, result.Error);

    [Fact]
    public void An_option_without_its_value_is_told_with_what_the_value_is() => Assert.All(
        Commands([], EdgeCommands.Root(new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root)))
            .SelectMany(one => one.Command.Options.Select(option => (one.Words, Option: option)))
            .Where(one => one.Option.Arity.MinimumNumberOfValues > 0),
        one => Assert.StartsWith(
            $"edge: {one.Option.Name} needs a value{Misspelling.Meant(one.Option)}\n",
            new EdgeRunner(Repository.Root).Run([.. one.Words, one.Option.Name]).Error, StringComparison.Ordinal));

    private static IEnumerable<(string[] Words, Command Command)> Commands(string[] words, Command command) =>
        command.Subcommands.SelectMany(sub => Commands([.. words, sub.Name], sub)).Append((words, command));

    [Fact]
    public void Without_a_command_all_are_listed()
    {
        var result = Run();

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            (string[])["init", "validate", "explain", "schema", "review"],
            command => Assert.Contains($"\n  {command} ", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_of_the_program_says_so_and_ends_with_2()
    {
        using var error = new StringWriter();

        // Streams that are closed already stand for whatever nobody thought of.
        var closed = new StringWriter();
        closed.Dispose();
        var exitCode = EdgeCommand.Run(["explain"], new CommandContext(closed, error, Repository.Root));

        Assert.Equal(2, exitCode);
        Assert.StartsWith("This is a fault of Edge CDK, not of your files.", error.ToString(), StringComparison.Ordinal);
    }

    private const string Demo = "123456789011";

    [Theory]
    [InlineData(
        """echo '{"Stacks":[{"StackName":"Edge-demo","StackStatus":"UPDATE_COMPLETE","Outputs":"""
            + """[{"OutputKey":"Release","OutputValue":"16.6.4"}]}]}'""",
        0, "")]
    [InlineData(
        """echo '{"Stacks":[{"StackName":"Edge-demo","StackStatus":"UPDATE_COMPLETE","Outputs":"""
            + """[{"OutputKey":"Release","OutputValue":"16.6.7"}]}]}'""",
        1, "")]
    [InlineData(
        "echo 'An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id Edge-demo does not exist' "
            + ">&2; exit 254",
        0, "")]
    [InlineData("""echo '{"Stacks":[{"StackName":"Edge-demo","StackStatus":"REVIEW_IN_PROGRESS"}]}'""", 0, "")]
    [InlineData(
        """echo '{"Stacks":[{"StackName":"Edge-demo","StackStatus":"CREATE_FAILED"}]}'""", 1,
        "the stack Edge-demo has no output Release; it is in CREATE_FAILED")]
    [InlineData("echo 'An error occurred (AccessDenied) when calling the DescribeStacks operation: not authorized' >&2; exit 254", 1,
        "AWS refused cloudformation:DescribeStacks (AccessDenied): not authorized")]
    [InlineData("echo 'Unable to locate credentials' >&2; exit 253", 1,
        "the AWS CLI failed: Unable to locate credentials. Log in or set AWS_PROFILE, then repeat")]
    public void What_is_deployed_is_asked_of_aws_when_that_is_wanted(string answer, int exitCode, string reason)
    {
        var (result, asked) = Validate(answer, $$"""echo '{"Account":"{{Demo}}"}'""");

        Assert.Equal((exitCode, reason.Length == 0 ? "" : NotKnown(reason)), (result.ExitCode, result.Error));
        Assert.Contains("cloudformation describe-stacks --stack-name Edge-demo --region eu-central-1 ", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """echo '{"Account":"222233334444"}'""",
        $"the credentials belong to account 222233334444, the edge is in {Demo}; use those of {Demo}, for example with AWS_PROFILE")]
    [InlineData("echo '{}'", "AWS did not answer which account the credentials belong to (sts get-caller-identity)")]
    [InlineData("echo 'Unable to locate credentials' >&2; exit 253",
        "the AWS CLI failed: Unable to locate credentials. Log in to account 123456789011 (region eu-central-1) "
        + "or set AWS_PROFILE, then repeat")]
    [InlineData("echo 'The config profile (acme) could not be found' >&2; exit 255",
        "the AWS CLI failed: The config profile (acme) could not be found. Log in to account 123456789011 (region eu-central-1) "
        + "or set AWS_PROFILE, then repeat")]
    [InlineData("echo 'Error when retrieving token from sso: Token has expired and refresh failed' >&2; exit 255",
        "the AWS CLI failed: Error when retrieving token from sso: Token has expired and refresh failed. Log in to account "
        + "123456789011 (region eu-central-1) or set AWS_PROFILE, then repeat")]
    [InlineData("echo 'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token is expired' "
        + ">&2; exit 254",
        "AWS refused sts:GetCallerIdentity (ExpiredToken): The security token is expired. Log in to account 123456789011 (region "
        + "eu-central-1) or set AWS_PROFILE, then repeat")]
    public void Without_credentials_of_the_account_nothing_passes(string caller, string reason)
    {
        var (result, asked) = Validate("""echo '{"Stacks":[]}'""", caller);

        Assert.Equal((1, NotKnown(reason)), (result.ExitCode, result.Error));
        Assert.DoesNotContain("cloudformation", asked, StringComparison.Ordinal);
    }

    private static string NotKnown(string reason) =>
        $"edge: cannot find out which release of demo is deployed: {reason}. Correct that, or pass the release with --deployed\n";

    // An AWS CLI that answers as it is told, and shows neither tags nor roles.
    private static (CommandResult Result, string Asked) Validate(string cloudFormation, string caller)
    {
        using var session = new Session();
        var asked = session.PathOf("asked");
        session.Write("bin/aws", $$"""
            #!/bin/sh
            echo "$@" >> {{asked}}
            case $1 in
              cloudformation) {{cloudFormation}};;
              sts) {{caller}};;
              iam) echo 'An error occurred (NoSuchEntity) when calling the GetRole operation: no' >&2; exit 254;;
              *) echo '{}';;
            esac

            """);
        ChildProcess.Run("chmod", ["+x", session.PathOf("bin/aws")]);
        var path = new Dictionary<string, string?> { ["PATH"] = $"{session.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}" };
        string[] arguments = ["validate", DemoFile, "--deployed", "account"];
        return (ChildProcess.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeCdk.Cli.dll"), .. arguments],
            environment: path, input: ""), session.Read("asked"));
    }

    private static CommandResult Run(params string[] arguments) =>
        ChildProcess.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeCdk.Cli.dll"), .. arguments], input: "");
}
