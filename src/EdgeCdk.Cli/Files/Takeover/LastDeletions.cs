using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What is deleted when the stack has replaced it: something that is imported uses it until then.</summary>
/// <param name="items">The decisions.</param>
internal sealed class LastDeletions(IReadOnlyList<TakeoverItem> items)
{
    /// <summary>Whether there is anything.</summary>
    public bool Any => items.Any(item => item.IsDeletedLast);

    /// <summary>A script that deletes it.</summary>
    /// <param name="region">Region of the edge.</param>
    public string Script(string region) => $$"""
        #!/bin/sh
        # Deletes what was kept only until the stack had replaced it. Run it when the deployment is complete and verified.
        # What is still used is refused by AWS and stays; what is not there is left out.
        set -u
        {{AwsCliSettings.Export}}
        failed=0
        gone() {
          # Deletes, unless it does not exist any more.
          if answer=$("$@" 2>&1); then
            return
          fi
          case "$answer" in
            *NotFound* | *NoSuchEntity*) ;;
            *) echo "$answer" >&2; failed=1 ;;
          esac
        }
        {{string.Join('\n', items.Where(item => item.IsDeletedLast).Select(item => $"gone {Delete(item.Resource, region)}"))}}
        exit "$failed"

        """.ReplaceLineEndings("\n");

    private static string Delete(StateResource resource, string region) => resource.Type == "aws_iam_policy"
        ? $"aws iam delete-policy --policy-arn {ShellText.Quoted(resource.Text("arn"))}"
        : $"aws ec2 delete-security-group --region {region} --group-id {ShellText.Quoted(resource.Id)}";
}
