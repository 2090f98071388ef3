using EdgeCdk.Config;

namespace EdgeCdk.Cli.Handover.Waves;

/// <summary>
/// The part of a bash script that goes wave by wave: a wave begins when all edges of the one before are healthy, and a script that runs
/// again goes on where it stopped.
/// </summary>
internal static class WaveScript
{
    /// <summary>Name of the file with what is done.</summary>
    public const string Done = "waves.done";

    /// <summary>The function that stops a script at an edge that is not healthy, and the memory of what is done.</summary>
    /// <param name="edges">The edges of the script.</param>
    /// <param name="options">Options of <c>edge</c> for the directories of the files.</param>
    public static string Functions(IReadOnlyList<EdgeDefinition> edges, string options) => $$"""
        # What is done is in the file {{Done}} beside this script: run the script again to go on, and delete the file to begin again.
        # SOAK_MINUTES: how long to wait after each wave before its edges are checked. VERIFY_ROLE: name of a role in the account of each
        # edge that may read what `npx edge verify` reads, when the credentials are of another account.
        soak=${SOAK_MINUTES:-30}
        skips=false
        finished=$PWD/{{Done}}

        # wave <number> <edges> <file ...>: it is done when it was, with files of the same content. When edges are named, the others wait.
        wave() {
          current="$1 $(cat "${@:3}" | cksum)"
          skips=true
          if [[ -e "$finished" ]] && grep -qxF "$current" "$finished"; then
            echo "wave $1 is done"
            return
          fi
          local edge
          for edge in $2; do
            if [[ "$only" == "  " || "$only" == *" $edge "* ]]; then
              skips=false
            fi
          done
          if ! "$skips"; then
            echo "wave $1"
          fi
        }

        # left_out <edge>: whether it is not to be deployed now.
        left_out() {
          "$skips" || [[ "$only" != "  " && "$only" != *" $1 "* ]]
        }

        # in_account <account> <command ...>
        in_account() {
          if [[ -z "${VERIFY_ROLE:-}" ]]; then
            (cd "$repository" && "${@:2}")
            return
          fi
          local keys
          keys=$(aws sts assume-role --role-arn "arn:{{edges[0].Config.Account.Partition()}}:iam::$1:role/$VERIFY_ROLE" \
            --role-session-name edge-fleet --query "Credentials.[AccessKeyId, SecretAccessKey, SessionToken]" --output text) || return
          local key secret token
          read -r key secret token <<< "$keys"
          (cd "$repository" && AWS_ACCESS_KEY_ID="$key" AWS_SECRET_ACCESS_KEY="$secret" AWS_SESSION_TOKEN="$token" "${@:2}")
        }

        # healthy <edge>=<account> ...: waits, then checks the edges of a wave. One that is not healthy stops the script.
        healthy() {
          if "$skips"; then
            return
          fi
          echo "waiting for $soak minutes"
          sleep "$((soak * 60))"
          local red="" edge
          for edge in "$@"; do
            if ! left_out "${edge%=*}"; then
              in_account "${edge#*=}" npx edge verify "${edge%=*}"{{options}} --watch --timeout 15m || red="$red ${edge%=*}"
            fi
          done
          if [[ -n "$red" ]]; then
            echo "not healthy:$red. The next wave was not begun. Correct the cause, then run this script again: it goes on with this" \
              "wave." >&2
            exit 1
          fi
          if [[ "$only" == "  " ]]; then
            echo "$current" >> "$finished"
          fi
        }

        """;

    /// <summary>The line that begins a wave.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="files">What decides whether it was done before.</param>
    public static string Begin(Wave wave, IEnumerable<string> files) =>
        $"wave {wave.Number} \"{string.Join(' ', wave.Edges.Select(edge => edge.Config.Edge.Name))}\" {string.Join(' ', files)}\n";

    /// <summary>The line that waits for the edges of a wave, and checks them.</summary>
    public static string End(Wave wave) =>
        $"healthy {string.Join(' ', wave.Edges.Select(edge => $"{edge.Config.Edge.Name}={edge.Config.Account.AccountId}"))}\n";
}
