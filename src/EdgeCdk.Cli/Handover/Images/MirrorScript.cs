using System.Text;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Handover.Images;

/// <summary>A script that brings images to a mirror, and compares their digests.</summary>
internal static class MirrorScript
{
    private const string None = "-";

    /// <summary>Copies with skopeo.</summary>
    public static string Copying(Mirror mirror) => Write(mirror, CopyVariables(mirror), CopyHead, Prepare(mirror), "copy");

    /// <summary>Has Amazon ECR fetch the images with a pull-through cache rule.</summary>
    public static string Caching(Mirror mirror) => Write(mirror, CacheVariables, CacheHead, Rule(mirror), "fetch");

    private static string Write(Mirror mirror, string variables, string head, string prepare, string command)
    {
        var text = new StringBuilder(Head(mirror, variables)).Append(head).Append(prepare);
        foreach (var image in mirror.Images)
            text.Append($"{command} {image.In(mirror.Source)} {image.In(mirror.Target)} {image.Digest ?? None} || failed=1\n");
        return text.Append(Tail).ToString();
    }

    private static string Head(Mirror mirror, string variables) => $$"""
        #!/usr/bin/env bash
        # Brings the images of release {{mirror.Release.Version}} from {{mirror.Source}}
        # to {{mirror.Target}}. `npx edge images` writes this file. It may be run again, also after a failure.
        # It needs skopeo and, for Amazon ECR, the AWS CLI with permissions for the registry.
        {{variables}}
        set -euo pipefail
        {{AwsCliSettings.Export}}
        : "${TLS_VERIFY:=true}"   # false for a registry without TLS
        manifest=$(mktemp)
        trap 'rm -f "$manifest"' EXIT
        failed=0

        # digest <image>: of what its tag stands for, over the bytes of the manifest
        digest() {
          skopeo inspect --raw --tls-verify="$TLS_VERIFY" "docker://$1" > "$manifest" || return 1
          skopeo manifest-digest "$manifest"
        }


        """;

    private const string CacheVariables =
        "# Environment: UPSTREAM_SECRET_ARN, the secret with the credentials of the vendor that the cache rule reads.";

    private static string CopyVariables(Mirror mirror) =>
        "# Environment: REGISTRY_USERNAME and REGISTRY_PASSWORD, the credentials of the vendor"
            + (mirror.Ecr is null ? "; MIRROR_USERNAME and MIRROR_PASSWORD, those of\n# the mirror" : "")
            + ". Without them, skopeo uses those\n# of an earlier `skopeo login`.";

    private const string CopyHead = """
        # copy <from> <to> <digest of the release, or ->
        copy() {
          local from to
          from=$(digest "$1") || { echo "$1 cannot be read" >&2; return 1; }
          if [ "$3" != - ] && [ "$3" != "$from" ]; then
            echo "$1 has digest $from, but the release says $3: it was not copied" >&2
            return 1
          fi
          skopeo copy --all --preserve-digests --quiet --src-tls-verify="$TLS_VERIFY" --dest-tls-verify="$TLS_VERIFY" \
            "docker://$1" "docker://$2" || { echo "$2 cannot be written" >&2; return 1; }
          to=$(digest "$2") || { echo "$2 cannot be read" >&2; return 1; }
          if [ "$from" != "$to" ]; then
            echo "$2 has digest $to, but $1 has $from" >&2
            return 1
          fi
          echo "$2@$to"
        }

        if [ -n "${REGISTRY_USERNAME:-}" ]; then

        """;

    private const string CacheHead = """
        # fetch <image of the vendor> <the same in Amazon ECR> <digest of the release, or ->: the first request makes ECR fetch it
        fetch() {
          local got
          got=$(digest "$2") || { echo "$2 cannot be read: see the credentials of the cache rule" >&2; return 1; }
          if [ "$3" != - ] && [ "$3" != "$got" ]; then
            echo "$2 has digest $got, but the release says $3" >&2
            return 1
          fi
          echo "$2@$got"
        }


        """;

    private const string Tail = """

        if [ "$failed" -ne 0 ]; then
          echo "not all images were brought over; correct what is written above, and run this again" >&2
        fi
        exit "$failed"

        """;

    private static string LogIn(Mirror mirror) => mirror.Ecr is not { } ecr
        ? $$"""
            if [ -n "${MIRROR_USERNAME:-}" ]; then
              echo "$MIRROR_PASSWORD" | skopeo login --tls-verify="$TLS_VERIFY" --username "$MIRROR_USERNAME" --password-stdin \
                {{Mirror.HostOf(mirror.Target)}}
            fi

            """
        : $"""
            password=$(aws ecr get-login-password --region {ecr.Region})
            echo "$password" | skopeo login --username AWS --password-stdin {Mirror.HostOf(mirror.Target)}

            """;

    private static string Prepare(Mirror mirror)
    {
        var text = new StringBuilder($"""
              echo "$REGISTRY_PASSWORD" | skopeo login --tls-verify="$TLS_VERIFY" --username "$REGISTRY_USERNAME" --password-stdin \
                {Mirror.HostOf(mirror.Source)}
            fi

            """).Append(LogIn(mirror));
        if (mirror.Ecr is { } ecr)
        {
            text.Append(Repositories);
            foreach (var repository in mirror.Images.Select(image => image.Repository).Distinct())
                text.Append($"repository {ecr.AccountId} {ecr.Region} {ecr.RepositoryPrefix}{repository}\n");
        }

        return text.ToString();
    }

    private const string Repositories = """
        # repository <account> <region> <name>: a tag is written once and stays
        repository() {
          aws ecr describe-repositories --registry-id "$1" --region "$2" --repository-names "$3" > /dev/null 2>&1 \
            || aws ecr create-repository --registry-id "$1" --region "$2" --repository-name "$3" \
              --image-tag-mutability IMMUTABLE --image-scanning-configuration scanOnPush=true > /dev/null
        }

        """;

    // A rule serves all repositories below its prefix; the path of the vendor's registry follows it.
    private static string Rule(Mirror mirror)
    {
        var ecr = mirror.Ecr!;
        var prefix = ecr.RepositoryPrefix.Split('/')[0];
        return $$"""
            # The secret has the credentials of the vendor as {"username": "…", "accessToken": "…"}; its name begins with
            # ecr-pullthroughcache/, as Amazon ECR demands.
            : "${UPSTREAM_SECRET_ARN:?set it to the ARN of the secret for the cache rule}"
            if ! aws ecr describe-pull-through-cache-rules --registry-id {{ecr.AccountId}} --region {{ecr.Region}} \
              --ecr-repository-prefixes {{prefix}} > /dev/null 2>&1; then
              aws ecr create-pull-through-cache-rule --registry-id {{ecr.AccountId}} --region {{ecr.Region}} \
                --ecr-repository-prefix {{prefix}} --upstream-registry azure-container-registry \
                --upstream-registry-url {{Mirror.HostOf(mirror.Source)}} --credential-arn "$UPSTREAM_SECRET_ARN" > /dev/null
            fi

            """ + LogIn(mirror);
    }
}
