using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>Writes the files, and says which commands come next.</summary>
/// <param name="context">The repository and the account.</param>
/// <param name="output">The file. Null: the usual name in the directory of the user.</param>
internal sealed class PrerequisitesFiles(CommandContext context, string? output)
{
    public const string Template = "prerequisites.template.json";
    public const string Onboarding = "onboarding.yaml";

    public (string File, string[] Next) WriteTemplate(string edge, string region)
    {
        var file = context.OutputFileOf(output ?? Template);
        context.WriteFile(file, TemplateSynthesis.Make(context, "prerequisites"));
        // What was not given stands there as what to replace.
        var (stack, place) = (ShellText.Word(new EdgeNames(edge).PrerequisitesStack), ShellText.Word(region));
        return (file,
        [
            $"aws cloudformation deploy --region {place} --stack-name {stack} --template-file {ShellText.Word(context.Shown(file))} "
                + $"--capabilities CAPABILITY_IAM --parameter-overrides EdgeName={ShellText.Word(edge)}",
            $"npx edge prerequisites --onboarding {stack} --region {place}",
        ]);
    }

    public (string File, string[] Next) WriteOnboarding(string stack, string region)
    {
        var file = context.OutputFileOf(output ?? Onboarding);
        var deployed = DeployedPrerequisites.Read(context.Aws, stack, region);
        if (File.Exists(file) && File.ReadAllText(file) != deployed.Onboarding)
        {
            throw new CommandException(
                $"{context.Shown(file)} exists already, with other values; remove it, or name another file with --output");
        }

        context.WriteFile(file, deployed.Onboarding);
        return (file,
        [
            $"npx edge init --from {ShellText.Word(context.Shown(file))} --set edge.name={deployed.EdgeName} "
                + $"--set vpc.cidrBlocks={deployed.CidrBlocks} --set vpc.privateRouteTableIds={deployed.PrivateRouteTableIds}",
            .. CloseDefaultSecurityGroup(deployed.DefaultSecurityGroupId, region),
        ]);
    }

    // Security Hub reports the rules that AWS gives to this group (EC2.2); CloudFormation cannot remove them.
    private static string[] CloseDefaultSecurityGroup(string group, string region) =>
    [
        $"aws ec2 revoke-security-group-ingress --region {region} --group-id {group} "
            + $"--ip-permissions 'IpProtocol=-1,UserIdGroupPairs=[{{GroupId={group}}}]'",
        $"aws ec2 revoke-security-group-egress --region {region} --group-id {group} "
            + "--ip-permissions 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    ];
}
