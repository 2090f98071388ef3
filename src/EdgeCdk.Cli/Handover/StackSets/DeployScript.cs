using System.Text;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Handover.Waves;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>The calls of the AWS CLI that make and update stack sets. A line for each stack set and each edge, so that a change is seen in
/// a diff.</summary>
internal static class DeployScript
{
    /// <param name="sets">The stack sets.</param>
    /// <param name="edges">The edges to deploy, one at least; others in the stack sets are left as they are.</param>
    /// <param name="options">Options of <c>edge</c> for the directories of the files.</param>
    public static string Write(IReadOnlyList<StackSet> sets, IReadOnlyList<EdgeDefinition> edges, string options)
    {
        var suffix = Partitions.DnsSuffix(edges[0].Config.Account.Partition());
        const string settings = "# The settings of the AWS CLI that change what it prints or asks.\n";
        var waves = Wave.Of(edges);
        var text = new StringBuilder(Beginning.Replace("amazonaws.com", suffix, StringComparison.Ordinal)
            .Replace(settings, $"{settings}{AwsCliSettings.Export}\n", StringComparison.Ordinal)
            .Replace("# waves\n", waves.Count > 1 ? WaveScript.Functions(edges, options) : OneWave, StringComparison.Ordinal));
        foreach (var set in sets)
        {
            var left = set.Members.Select(member => member.Edge).Except(set.Exported(edges).Select(edge => edge.Config.Edge.Name)).ToList();
            if (left.Count > 0)
                text.Append($"\n# Left as they are, without an exported file: {string.Join(", ", left)}\n");
        }

        foreach (var wave in waves)
            Write(text, sets, wave, isOneOfMany: waves.Count > 1);
        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyList<StackSet> sets, Wave wave, bool isOneOfMany)
    {
        List<EdgeDefinition> edges = [.. wave.Edges];
        List<StackSet> ofWave = [.. sets.Where(set => set.Exported(edges).Any())];
        // Two edges of one customer may be in two stack sets, and in one.
        var isOneByOne = wave.Rounds.Count > 1;
        text.Append('\n');
        if (isOneOfMany)
            text.Append(WaveScript.Begin(wave, ofWave.SelectMany(Files).Concat(edges.Select(Parameters))));
        foreach (var set in ofWave)
            text.Append($"stack_set {set.Name} {set.Template}{(isOneByOne ? " one-by-one\nsettled" : "")}\n");
        foreach (var round in wave.Rounds)
        {
            foreach (var set in ofWave)
            {
                foreach (var config in set.Exported(round).Select(edge => edge.Config))
                    text.Append($"edge {config.Edge.Name} {set.Name} {config.Account.AccountId} {config.Account.Region}\n");
            }

            text.Append("settled\n");
        }

        if (isOneOfMany)
            text.Append(WaveScript.End(wave));
    }

    private static string[] Files(StackSet set) =>
        [$"templates/{set.Template}.template.json", $"stack-sets/{set.Name}.parameters.json", $"stack-sets/{set.Name}.tags.json"];

    private static string Parameters(EdgeDefinition edge) => $"parameters/{edge.Config.Edge.Name}.json";

    private const string OneWave = """
        skips=false

        # left_out <edge>: whether it is not to be deployed now.
        left_out() {
          [[ "$only" != "  " && "$only" != *" $1 "* ]]
        }

        """;

    private const string Beginning = """
        #!/usr/bin/env bash
        # Creates and updates the stack sets of these edges. `npx edge fleet export` writes this file: change the edge files instead.
        #
        #   AWS_REGION=eu-central-1 TEMPLATE_BUCKET=my-templates ./deploy.sh [edge ...]
        #
        # It runs with the credentials of the account that administers stack sets. Existing stack sets and stacks are updated, so it may be
        # run again, also after a failure.
        # An upgrade first brings the template to all edges of a stack set, with their old values, and then each edge its new values. The
        # script waits for all operations, and one that fails ends it.
        # When names are given, only these edges get new values, whatever the waves before theirs are; their stack sets are updated as a
        # whole.
        set -euo pipefail
        repository=$PWD
        cd "$(dirname "$0")"
        : "${AWS_REGION:?set it to the region of the stack sets}"
        : "${TEMPLATE_BUCKET:?set it to a bucket in that region, for the templates}"
        export AWS_DEFAULT_REGION="$AWS_REGION"
        # The settings of the AWS CLI that change what it prints or asks.
        only=" $* "
        operations=""
        account=$(aws sts get-caller-identity --query Account --output text)
        preferences=ConcurrencyMode=SOFT_FAILURE_TOLERANCE,FailureToleranceCount=0
        at_once=RegionConcurrencyType=PARALLEL,MaxConcurrentCount=5
        one_by_one=RegionConcurrencyType=SEQUENTIAL,MaxConcurrentCount=1

        # waves

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

        # settled: waits for the operations that were started. One that failed ends the script.
        settled() {
          local operation status
          for operation in $operations; do
            while :; do
              status=$(aws cloudformation describe-stack-set-operation --stack-set-name "${operation%%=*}" \
                --operation-id "${operation#*=}" --query StackSetOperation.Status --output text)
              case "$status" in
                SUCCEEDED) break ;;
                QUEUED | RUNNING | STOPPING) sleep 15 ;;
                *)
                  echo "the operation ${operation#*=} of the stack set ${operation%%=*} is $status; see why, and run this script again:" >&2
                  echo "  aws cloudformation list-stack-set-operation-results --stack-set-name ${operation%%=*}" \
                    "--operation-id ${operation#*=}" >&2
                  exit 1 ;;
              esac
            done
          done
          operations=""
        }

        # stack_set <name> <template> [one-by-one]: template, common parameters and tags. Its stacks keep their own values.
        stack_set() {
          if "$skips"; then
            return
          fi
          local how=(
            --stack-set-name "$1"
            --template-url "https://$TEMPLATE_BUCKET.s3.$AWS_REGION.amazonaws.com/edge-cdk/$2.template.json"
            --parameters "file://stack-sets/$1.parameters.json"
            --tags "file://stack-sets/$1.tags.json"
            --capabilities CAPABILITY_NAMED_IAM
            --managed-execution Active=true
          )
          local preference="$preferences,$at_once" id
          if [[ $# -eq 3 ]]; then
            preference="$preferences,$one_by_one"
          fi
          echo "stack set $1"
          if exists StackSetNotFoundException describe-stack-set --stack-set-name "$1"; then
            id=$(aws cloudformation update-stack-set "${how[@]}" --operation-preferences "$preference" --query OperationId --output text)
            operations="$operations $1=$id"
          else
            aws cloudformation create-stack-set "${how[@]}" --permission-model SELF_MANAGED --output text
          fi
        }

        # edge <name> <stack set> <account> <region>: the values of one edge.
        edge() {
          if left_out "$1"; then
            return
          fi
          local verb=create id
          if exists StackInstanceNotFoundException describe-stack-instance --stack-set-name "$2" \
              --stack-instance-account "$3" --stack-instance-region "$4"; then
            verb=update
          elif [[ "$3" == "$account" ]] && exists "does not exist" describe-stacks --stack-name "Edge-$1" --region "$4"; then
            echo "edge $1: the stack Edge-$1 exists in $3 and $4, and a stack set cannot own it." >&2
            echo "Deploy this edge as before, and move its file out of the directory that you export; or delete the stack first." >&2
            exit 1
          fi
          echo "edge $1: $verb"
          id=$(aws cloudformation "$verb-stack-instances" --stack-set-name "$2" --accounts "$3" --regions "$4" \
            --parameter-overrides "file://parameters/$1.json" --operation-preferences "$preferences,$at_once" \
            --query OperationId --output text)
          operations="$operations $2=$id"
        }

        aws s3 cp templates "s3://$TEMPLATE_BUCKET/edge-cdk/" --recursive

        """;
}
