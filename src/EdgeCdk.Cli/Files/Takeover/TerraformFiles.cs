using System.Text;
using System.Text.Json;
using EdgeCdk.Cli.Common;

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
            var id = ImportId.Of(item.Resource);
            text.Append(id is null
                ? $"\n# {item.Resource.Address}: Terraform creates it again.\n"
                : $"\nimport {{\n  to = {item.Resource.Address}\n  id = {Quoted(id)}\n}}\n");
        }

        return text.ToString();
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, JsonText.Options)
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}
