using System.Text;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.Waves;

/// <summary>The commands of the CDK CLI that deploy many edges, wave by wave.</summary>
internal static class CdkScript
{
    /// <param name="edges">The edges.</param>
    /// <param name="options">Options of <c>edge</c> for the directories of the files.</param>
    /// <param name="context">Options of <c>cdk</c> for the same directories.</param>
    public static string Write(IReadOnlyList<EdgeDefinition> edges, string options, string context)
    {
        var text = new StringBuilder(Beginning(options, context, WaveScript.Functions(edges, options)));
        foreach (var wave in Wave.Of(edges))
        {
            text.Append('\n').Append(WaveScript.Begin(wave, wave.Edges.Select(Template)));
            foreach (var round in wave.Rounds)
            {
                foreach (var edge in round.Select(edge => edge.Config))
                    text.Append($"edge {edge.Edge.Name} {edge.Account.AccountId}\n");
                text.Append("settled\n");
            }

            text.Append(WaveScript.End(wave));
        }

        return text.ToString();
    }

    private static string Template(EdgeDefinition edge) => $"\"$app/{new EdgeNames(edge.Config.Edge.Name).Stack}.template.json\"";

    private static string Beginning(string options, string context, string waves) => $$"""
        #!/usr/bin/env bash
        # Deploys these edges with the CDK CLI, wave by wave. `npx edge fleet script` writes this file: change the edge files instead.
        #
        #   ./deploy-edges.sh [edge ...]
        #
        # Review the changes first (`npx edge review --base main`): nothing is asked here. Run it in your repository, with credentials that
        # the CDK CLI and `npx edge verify` can use for the accounts of all edges. Edges of a wave are deployed at once, as many as PARALLEL
        # says (5), but never two of one customer. When names are given, only these edges are deployed.
        set -euo pipefail
        repository=$PWD
        cd "$(dirname "$0")"
        {{AwsCliSettings.Export}}
        only=" $* "
        app="$repository/cdk.out"
        logs=$PWD/logs
        started=""
        {{waves}}
        # deploy <edge> <account>
        deploy() {
          local given
          given=$(in_account "$2" npx edge deploy-options "$1"{{options}} --app "$app")
          # shellcheck disable=SC2086
          cd "$repository" && npx cdk deploy "Edge-$1" --app "$app" --require-approval never --progress events $given
        }

        # edge <name> <account>: beside the others.
        edge() {
          if left_out "$1"; then
            return
          fi
          while [[ $(jobs -rp | wc -l) -ge ${PARALLEL:-5} ]]; do
            sleep 1
          done
          echo "edge $1"
          deploy "$@" > "$logs/$1.log" 2>&1 &
          started="$started $1=$!"
        }

        # settled: waits for the edges that were started. One that failed stops the script, when the others have ended.
        settled() {
          local failed="" one
          for one in $started; do
            wait "${one#*=}" || failed="$failed ${one%=*}"
          done
          started=""
          if [[ -n "$failed" ]]; then
            for one in $failed; do
              tail -n 20 "$logs/$one.log" >&2
            done
            echo "not deployed:$failed. The next edges were not begun; see $logs. Run this script again to go on." >&2
            exit 1
          fi
        }

        mkdir -p "$logs"
        (cd "$repository" && npx cdk synth --quiet --output "$app"{{context}})

        """;
}
