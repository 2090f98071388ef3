using System.Text;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>The calls of the AWS CLI that make and update stack sets. A line for each stack set and each edge, so that a change is seen in
/// a diff.</summary>
internal static class DeployScript
{
    /// <param name="sets">The stack sets.</param>
    /// <param name="edges">The edges to deploy; others in the stack sets are left as they are.</param>
    public static string Write(IReadOnlyList<StackSet> sets, IReadOnlyList<EdgeDefinition> edges)
    {
        var suffix = edges.Count > 0 && edges[0].Config.Account.Partition() == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        const string settings = "# The settings of the AWS CLI that change what it prints or asks.\n";
        var text = new StringBuilder(Beginning.Replace("amazonaws.com", suffix, StringComparison.Ordinal)
            .Replace(settings, $"{settings}{AwsCliSettings.Export}\n", StringComparison.Ordinal));
        foreach (var set in sets)
        {
            var exported = set.Exported(edges).ToList();
            var left = set.Members.Select(member => member.Edge).Except(exported.Select(edge => edge.Config.Edge.Name)).ToList();
            text.Append('\n');
            if (left.Count > 0)
                text.Append($"# Left as they are, without an exported file: {string.Join(", ", left)}\n");
            if (exported.Count > 0)
                text.Append($"stack_set {set.Name} {set.Template}\n");
            foreach (var config in exported.Select(edge => edge.Config))
                text.Append($"edge {config.Edge.Name} {set.Name} {config.Account.AccountId} {config.Account.Region}\n");
        }

        return text.ToString();
    }

    private const string Beginning = """
        #!/usr/bin/env bash
        # Creates and updates the stack sets of these edges. `edge fleet export` writes this file: change the edge files instead.
        #
        #   AWS_REGION=eu-central-1 TEMPLATE_BUCKET=my-templates ./deploy.sh [edge ...]
        #
        # It runs with the credentials of the account that administers stack sets. Existing stack sets and stacks are updated, so it may be
        # run again, also after a failure.
        # Edges of one stack set are deployed one after the other. An upgrade first brings the template to all of them, with their old
        # values, and then the new values edge by edge.
        # When names are given, only these edges are updated; the stack sets always are. Operations continue after it has ended:
        #   aws cloudformation list-stack-set-operations --stack-set-name <stack set>
        set -euo pipefail
        cd "$(dirname "$0")"
        : "${AWS_REGION:?set it to the region of the stack sets}"
        : "${TEMPLATE_BUCKET:?set it to a bucket in that region, for the templates}"
        export AWS_DEFAULT_REGION="$AWS_REGION"
        # The settings of the AWS CLI that change what it prints or asks.
        only=" $* "
        account=$(aws sts get-caller-identity --query Account --output text)
        preferences=RegionConcurrencyType=PARALLEL,ConcurrencyMode=SOFT_FAILURE_TOLERANCE,MaxConcurrentCount=5,FailureToleranceCount=0

        # exists <not found> <describe ...>: fails when AWS says that it does not exist; with any other error the script ends.
        exists() {
          local error
          if error=$(aws cloudformation "${@:2}" 2>&1 > /dev/null); then
            return 0
          elif [[ "$error" == *"$1"* ]]; then
            return 1
          fi
          echo "$error" >&2
          exit 1
        }

        # stack_set <name> <template>: template, common parameters and tags. Its stacks keep their own values.
        stack_set() {
          local how=(
            --stack-set-name "$1"
            --template-url "https://$TEMPLATE_BUCKET.s3.$AWS_REGION.amazonaws.com/edge-cdk/$2.template.json"
            --parameters "file://stack-sets/$1.parameters.json"
            --tags "file://stack-sets/$1.tags.json"
            --capabilities CAPABILITY_NAMED_IAM
            --managed-execution Active=true
          )
          echo "stack set $1"
          if exists StackSetNotFoundException describe-stack-set --stack-set-name "$1"; then
            aws cloudformation update-stack-set "${how[@]}" --operation-preferences "$preferences" --output text
          else
            aws cloudformation create-stack-set "${how[@]}" --permission-model SELF_MANAGED --output text
          fi
        }

        # edge <name> <stack set> <account> <region>: the values of one edge.
        edge() {
          if [[ "$only" != "  " && "$only" != *" $1 "* ]]; then
            return
          fi
          local verb=create
          if exists StackInstanceNotFoundException describe-stack-instance --stack-set-name "$2" \
              --stack-instance-account "$3" --stack-instance-region "$4"; then
            verb=update
          elif [[ "$3" == "$account" ]] && exists "does not exist" describe-stacks --stack-name "Edge-$1" --region "$4"; then
            echo "edge $1: the stack Edge-$1 exists in $3 and $4, and a stack set cannot own it." >&2
            echo "Deploy this edge as before, and move its file out of the directory that you export; or delete the stack first." >&2
            exit 1
          fi
          echo "edge $1: $verb"
          aws cloudformation "$verb-stack-instances" --stack-set-name "$2" --accounts "$3" --regions "$4" \
            --parameter-overrides "file://parameters/$1.json" --operation-preferences "$preferences" --output text
        }

        aws s3 cp templates "s3://$TEMPLATE_BUCKET/edge-cdk/" --recursive

        """;
}
