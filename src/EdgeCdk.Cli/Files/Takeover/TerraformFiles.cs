using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What Terraform needs: to forget what is kept, and to know it again on the way back.</summary>
/// <param name="items">The decisions.</param>
internal sealed class TerraformFiles(IReadOnlyList<TakeoverItem> items)
{
    private readonly List<TakeoverItem> _forgotten = [.. items.Where(item => item.IsForgotten)];

    /// <summary>
    /// Blocks of which some instances are kept and others are not: a removed block names no instance, so that only state rm can do it.
    /// </summary>
    public IReadOnlyList<string> OnlyInPart =>
    [
        .. _forgotten.Select(item => item.Resource.Block).Distinct()
            .Where(block => items.Any(item => item.Resource.Block == block && !item.IsForgotten)),
    ];

    /// <summary>A script that removes from the state what Terraform must not destroy.</summary>
    public string Forget() => $$"""
        #!/bin/sh
        # Removes from Terraform's state what it must not destroy. Changes nothing in AWS.
        # Run it in the directory of the vendor's bundle, where terraform init was run. TERRAFORM=tofu uses OpenTofu.
        # The way back: terraform state push -force before.tfstate, as long as nothing was destroyed.
        set -eu
        umask 077
        terraform=$(printenv TERRAFORM || echo terraform)
        if [ ! -f before.tfstate ]; then
          "$terraform" state pull > before.tfstate
          echo 'before.tfstate has the whole state, with credentials: keep it where nobody else reads it'
        fi
        known=$("$terraform" state list)
        forget() {
          # What is not there was removed by an earlier run.
          if printf '%s\n' "$known" | grep -qxF -- "$1"; then
            "$terraform" state rm "$1"
          fi
        }
        {{string.Join('\n', _forgotten.Select(item => $"forget {ShellText.Quoted(item.Resource.Address)}"))}}

        """.ReplaceLineEndings("\n");

    /// <summary>The same as blocks, for a configuration without the vendor's module.</summary>
    public string Removed()
    {
        var text = new StringBuilder("""
            # The same as forget.sh, to be reviewed and applied. Terraform refuses these blocks while the vendor's module, which
            # declares the resources, is in the configuration: use them in a directory of its own, with backend and provider of
            # the bundle and nothing else. Applied there, they also DESTROY everything in the state that they do not name.

            """.ReplaceLineEndings("\n"));
        foreach (var block in _forgotten.Select(item => item.Resource.Block).Distinct().Except(OnlyInPart))
            text.Append($"\nremoved {{\n  from = {block}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n");
        foreach (var block in OnlyInPart)
            text.Append($"\n# {block}: only some of its instances are kept. A removed block names no instance: use forget.sh first.\n");
        return text.ToString();
    }

    /// <summary>Blocks that let Terraform manage again what was removed from its state.</summary>
    public string Return()
    {
        var text = new StringBuilder("""
            # The way back after Terraform destroyed the rest: copy this file beside main.tf of the vendor's bundle, run terraform plan,
            # and see that it imports these resources and creates the others. Remove the file afterwards.

            """.ReplaceLineEndings("\n"));
        foreach (var item in _forgotten)
        {
            var id = ImportId(item.Resource);
            text.Append(id is null
                ? $"\n# {item.Resource.Address}: Terraform creates it again.\n"
                : $"\nimport {{\n  to = {item.Resource.Address}\n  id = {Quoted(id)}\n}}\n");
        }

        return text.ToString();
    }

    // How Terraform's AWS provider names a resource that it imports, where that is not its id.
    private static string? ImportId(StateResource resource) => resource.Type switch
    {
        "aws_iam_role_policy" => $"{resource.Text("role")}:{resource.Text("name")}",
        "aws_iam_role_policy_attachment" => $"{resource.Text("role")}/{resource.Text("policy_arn")}",
        "aws_vpc_endpoint_route_table_association" => $"{resource.Text("vpc_endpoint_id")}/{resource.Text("route_table_id")}",
        "aws_vpc_endpoint_security_group_association" =>
            $"{resource.Text("vpc_endpoint_id")}/{resource.Text("security_group_id")}",
        "aws_vpc_endpoint_subnet_association" => $"{resource.Text("vpc_endpoint_id")}/{resource.Text("subnet_id")}",
        // Their ids say nothing that an import could find.
        "aws_security_group_rule" or "aws_kms_grant" => null,
        _ => resource.Id is { Length: > 0 } id ? id : null,
    };

    /// <summary>Whether there is something to delete when the stack has replaced it.</summary>
    public bool HasLast => items.Any(item => item.IsDeletedLast);

    /// <summary>A script that deletes what was kept until the stack replaced it.</summary>
    /// <param name="region">Region of the edge.</param>
    public string Finish(string region) => $$"""
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

    /// <summary>
    /// Rules of groups that are kept which name a group of a workload: AWS does not delete that group before. Terraform revokes
    /// those that are resources of their own.
    /// </summary>
    public IEnumerable<string> Revocations(string region) =>
        from item in items
        where item.IsDeletedLast && item.Resource.Type == "aws_security_group"
        from direction in (string[])["ingress", "egress"]
        let permissions = Permissions(item.Resource, direction)
        where permissions.Count > 0
        select $"aws ec2 revoke-security-group-{direction} --region {region} --group-id {item.Resource.Id} --ip-permissions "
            + ShellText.Quoted(permissions.ToJsonString(Compact));

    private static readonly JsonSerializerOptions Compact = new(JsonText.Options) { WriteIndented = false };

    private JsonArray Permissions(StateResource group, string direction) =>
    [
        .. from rule in @group.Values.Items(direction)
           let groups = rule.Texts("security_groups").Where(other => other != @group.Id && !IsResource(@group, other)).ToList()
           where groups.Count > 0
           select (JsonNode)Permission(rule, groups),
    ];

    private bool IsResource(StateResource group, string other) => items.Any(item => item.Resource.Text("security_group_id") == group.Id
        && other == (item.Resource.Text("referenced_security_group_id") is { Length: > 0 } referenced
            ? referenced : item.Resource.Text("source_security_group_id")));

    private static JsonObject Permission(JsonNode rule, List<string> groups)
    {
        var permission = new JsonObject { ["IpProtocol"] = rule.Text("protocol") };
        if (rule.Text("protocol") is not ("-1" or "all"))
        {
            permission["FromPort"] = (int)rule.Number("from_port");
            permission["ToPort"] = (int)rule.Number("to_port");
        }

        permission["UserIdGroupPairs"] = new JsonArray([.. groups.Select(group => new JsonObject { ["GroupId"] = group })]);
        return permission;
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, JsonText.Options)
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}
