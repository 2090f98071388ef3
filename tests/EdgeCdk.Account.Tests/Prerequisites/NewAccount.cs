using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Prerequisites;

/// <summary>An account that gets what an edge needs, as the command says: step by step, each once, with the AWS CLI.</summary>
public sealed class NewAccount : IDisposable
{
    public const string Stack = "Prerequisites-acme-prod";
    private readonly TemporaryDirectory _directory = new();
    private readonly EmulatedAccount _account;

    public NewAccount(EmulatedAccount account)
    {
        _account = account;
        Written = Edge(Repository.Root, "prerequisites", "--edge", "acme-prod", "--region", Places.Region, "--output", TemplateFile);
        Deployed = Deploy("EdgeName=acme-prod");
        PerZone = new NetworkView(account.Aws);
        _directory.Write("cdk.json", "{}");
        foreach (var release in Directory.GetFiles(Repository.Releases))
            _directory.Write($"releases/{Path.GetFileName(release)}", File.ReadAllText(release));
        Onboarded = Edge(_directory.Path, "prerequisites", "--onboarding", Stack, "--region", Places.Region);
        Onboarding = File.ReadAllText(Path.Combine(_directory.Path, "onboarding.yaml"));
        RulesOfDefaultGroup = CloseDefaultGroup();
        Changed = Deploy("EdgeName=acme-prod", "NatGateways=one", "Zones=2");
        OneOfTwo = new NetworkView(account.Aws);
        OnboardedAgain = Edge(_directory.Path, "prerequisites", "--onboarding", Stack, "--region", Places.Region);
        account.Aws.Ask(Places.Region, "cloudformation", "delete-stack", "--stack-name", Stack);
        account.Aws.ForgetAll();
        Destroyed = new NetworkView(account.Aws);
    }

    public CommandResult Written { get; }

    public CommandResult Deployed { get; }

    public CommandResult Onboarded { get; }

    /// <summary>What the command wrote.</summary>
    public string Onboarding { get; }

    /// <summary>Rules of the VPC's default security group after the commands that the customer was told.</summary>
    public string RulesOfDefaultGroup { get; }

    public CommandResult Changed { get; }

    /// <summary>The command once more, after the network has changed.</summary>
    public CommandResult OnboardedAgain { get; }

    /// <summary>The network with three zones and a NAT gateway in each.</summary>
    internal NetworkView PerZone { get; }

    /// <summary>The network after a change to two zones and one NAT gateway.</summary>
    internal NetworkView OneOfTwo { get; }

    /// <summary>What is left of it after the stack was deleted.</summary>
    internal NetworkView Destroyed { get; }

    /// <summary>Runs the command in the repository that the customer has.</summary>
    public CommandResult Edge(params string[] arguments) => Edge(_directory.Path, arguments);

    public string Read(string file) => File.ReadAllText(Path.Combine(_directory.Path, file));

    public void Dispose() => _directory.Dispose();

    private string TemplateFile => Path.Combine(_directory.Path, "prerequisites.template.json");

    private CommandResult Deploy(params string[] parameters)
    {
        var result = ChildProcess.Run(
            "aws",
            [
                "cloudformation", "deploy",
                "--region", Places.Region,
                "--stack-name", Stack,
                "--template-file", TemplateFile,
                "--capabilities", "CAPABILITY_IAM",
                "--parameter-overrides", .. parameters,
            ],
            _directory.Path,
            _account.Emulator.Environment);
        // What was asked before the deployment is no longer so.
        _account.Aws.ForgetAll();
        return result;
    }

    private string CloseDefaultGroup()
    {
        var commands = Onboarded.Output.Split('\n').Where(line => line.Contains("aws ec2 revoke-", StringComparison.Ordinal)).ToList();
        foreach (var words in commands.Select(command => command.Trim().Replace("'", "", StringComparison.Ordinal).Split(' ')))
            _account.Aws.Ask(Places.Region, words[1..]);
        var group = commands[0].Split("--group-id ")[1].Split(' ')[0];
        var rules = _account.Aws.Ask(Places.Region, "ec2", "describe-security-group-rules", "--filters", $"Name=group-id,Values={group}");
        return string.Join('\n', rules["SecurityGroupRules"]!.AsArray().Select(rule => rule!.ToJsonString()));
    }

    private CommandResult Edge(string directory, string[] arguments) =>
        new EdgeRunner(directory) { Aws = _account.Aws }.Run(arguments);

    private CommandResult Edge(string directory, string first, params string[] others) => Edge(directory, [first, .. others]);
}
