using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Validation;

public sealed class ReleaseFormatTests
{
    /// <summary>An edit of the release file, and the message about it.</summary>
    public static readonly TheoryData<string, string, string> Mistakes = new()
    {
        { "version: 16.6.5", "version: v16.6.5",
            """releases/16.6.5.yaml:1:10: version is "v16.6.5"; use three numbers with dots, such as 16.6.5; write the version """
                + """alone, without v or .yaml"""},
        { "released: 2026-10-19", "released: 2026-10-19\nprevious: latest",
            """releases/16.6.5.yaml:3:11: previous is "latest"; use three numbers with dots, such as 16.6.5; write the version """
                + """alone, without v or .yaml"""},
        { "repository: dqc-runtime-job", "repository: Dqc",
            """releases/16.6.5.yaml:6:22: images.dqc.repository is "Dqc"; use a repository name in lower case, such as """
                + """dqc-runtime-job; take the name from the vendor's release notes"""},
        { "dqc-runtime-job, tag: 16.6.5-saas-edge", "dqc-runtime-job, tag: latest",
            """releases/16.6.5.yaml:6:44: images.dqc.tag is "latest"; use a fixed image tag other than latest; take the tag from the """
                + """vendor's release notes"""},
        { "dqc-runtime-job, tag: 16.6.5-saas-edge", "dqc-runtime-job, tag: 16.6.5-saas-edge, user: \"0:1000\"",
            """releases/16.6.5.yaml:6:68: images.dqc.user is "0:1000"; use a user in quotes, with a group if there is one, """
                + """such as "1000:1000"; not root; take the user from the vendor's release notes, or leave it out"""},
        { "dqc-runtime-job, tag: 16.6.5-saas-edge",
            "dqc-runtime-job, tag: 16.6.5-saas-edge, readonlyRootFilesystem: true, writablePaths: [/tmp/]",
            """releases/16.6.5.yaml:6:108: images.dqc.writablePaths[0] is "/tmp/"; use an absolute path such as /tmp, without a slash """
                + """at its end; take the paths from the vendor's release notes"""},
        { "dqc-runtime-job, tag: 16.6.5-saas-edge", "dqc-runtime-job, tag: 16.6.5-saas-edge, stopTimeoutSeconds: 1",
            "releases/16.6.5.yaml:6:82: images.dqc.stopTimeoutSeconds is 1; use a whole number from 2 to 120; correct the value" },
        { "dqc-runtime-job, tag: 16.6.5-saas-edge", "dqc-runtime-job, tag: 16.6.5-saas-edge, healthCheck: { command: [CMD, \"a\\nb\"] }",
            """releases/16.6.5.yaml:6:92: images.dqc.healthCheck.command[1] is "a\u000ab"; use 1 to 512 characters, without line breaks; """
                + """take the command from the vendor's release notes"""},
        { "dqc-runtime-job, tag: 16.6.5-saas-edge",
            "dqc-runtime-job, tag: 16.6.5-saas-edge, healthCheck: { command: [CMD, a], intervalSeconds: 4 }",
            "releases/16.6.5.yaml:6:113: images.dqc.healthCheck.intervalSeconds is 4; use a whole number from 5 to 300; "
                + "correct the value" },
        { "dqc-runtime-job, tag: 16.6.5-saas-edge",
            "dqc-runtime-job, tag: 16.6.5-saas-edge, healthCheck: { command: [CMD, a], timeoutSeconds: 61 }",
            "releases/16.6.5.yaml:6:112: images.dqc.healthCheck.timeoutSeconds is 61; use a whole number from 2 to 60; "
                + "correct the value" },
        { "dqc-runtime-job, tag: 16.6.5-saas-edge",
            "dqc-runtime-job, tag: 16.6.5-saas-edge, healthCheck: { command: [CMD, a], retries: 11 }",
            "releases/16.6.5.yaml:6:105: images.dqc.healthCheck.retries is 11; use a whole number from 1 to 10; "
                + "correct the value" },
        { "dqc-runtime-job, tag: 16.6.5-saas-edge",
            "dqc-runtime-job, tag: 16.6.5-saas-edge, healthCheck: { command: [CMD, a], startPeriodSeconds: 301 }",
            "releases/16.6.5.yaml:6:116: images.dqc.healthCheck.startPeriodSeconds is 301; use a whole number from 0 to 300; "
                + "correct the value" },
        { "dqc-runtime-job, tag: 16.6.5-saas-edge", "dqc-runtime-job, tag: 16.6.5-saas-edge, digest: sha256:abc",
            """releases/16.6.5.yaml:6:70: images.dqc.digest is "sha256:abc"; use sha256: and 64 lower-case hexadecimal digits; take it """
                + "from the registry, or leave it out" },
        { "planeManager: { cpu: 1024", "planeManager: { cpu: 1000",
            "releases/16.6.5.yaml:15:22: planeManager.cpu is 1000; use one of 256, 512, 1024, 2048, 4096, 8192, 16384; correct the value" },
        { "connectorsRollout: { cpu: 512, memoryMiB: 1024", "connectorsRollout: { cpu: 512, memoryMiB: 1",
            "releases/16.6.5.yaml:16:43: connectorsRollout.memoryMiB is 1; use a whole number from 512 to 122880; correct the value" },
        { "ephemeralStorageGiB: 50", "ephemeralStorageGiB: 20",
            "releases/16.6.5.yaml:19:60: jobs.dqc.ephemeralStorageGiB is 20; use a whole number from 21 to 200; correct the value" },
        { "handler: com.ataccama.edge.interactivejobs.Handler::handleRequest", "handler: index handler",
            """releases/16.6.5.yaml:27:14: functions.metadataBrowsing.handler is "index handler"; """
                + "use a Java handler of at most 128 characters, such as com.example.Handler::handleRequest; "
                + "take the handler from the vendor's release notes" },
        { "artifact: edgeinteractivejobs.zip", "artifact: edge/edgeinteractivejobs.jar",
            """releases/16.6.5.yaml:28:15: functions.metadataBrowsing.artifact is "edge/edgeinteractivejobs.jar"; use a file name """
                + """that ends with .zip, without a directory; take the name from the vendor's release notes"""},
        { "    timeoutSeconds: 300", "    timeoutSeconds: 901",
            "releases/16.6.5.yaml:29:21: functions.metadataBrowsing.timeoutSeconds is 901; use a whole number from 1 to 900; correct "
                + "the value"},
        { "batchSize: 1\n", "batchSize: 0\n",
            "releases/16.6.5.yaml:30:16: functions.metadataBrowsing.batchSize is 0; use a whole number from 1 to 10000; "
                + "correct the value" },
        { "batchSize: 10\n", "batchSize: 10\n    batchWindowSeconds: 301\n",
            "releases/16.6.5.yaml:39:25: functions.dqResultsReader.batchWindowSeconds is 301; use a whole number from 0 to 300; "
                + "correct the value"},
        { "edgeinteractivejobs.zip\n", "edgeinteractivejobs.zip\n    sha256: ABC\n",
            """releases/16.6.5.yaml:29:13: functions.metadataBrowsing.sha256 is "ABC"; use 64 lower-case hexadecimal digits; compute """
                + """it with `sha256sum <file>`"""},
        { "maximumConcurrency: 10\n    partialBatchResponses: true\n    memoryMb: 13",
            "maximumConcurrency: 1\n    partialBatchResponses: true\n    memoryMb: 13",
            "releases/16.6.5.yaml:31:25: functions.metadataBrowsing.maximumConcurrency is 1; use a whole number from 2 to 1000; "
                + "correct the value"},
        { "LISTEN_ADDRESS: metrics-address", "LISTEN_ADDRESS: 127.0.0.1:9106",
            """releases/16.6.5.yaml:208:23: components.cloudwatch-exporter.environment.LISTEN_ADDRESS is "127.0.0.1:9106"; """
                + $"use one of {string.Join(", ", Facts.All.Select(fact => fact.Name))}; "
                + "the runtime contract lists what each is; a fixed value belongs to constants" },
        { "LISTEN_ADDRESS: metrics-address", "LISTEN_ADDRESS: metric-address",
            """releases/16.6.5.yaml:208:23: components.cloudwatch-exporter.environment.LISTEN_ADDRESS is "metric-address"; """
                + $"use one of {string.Join(", ", Facts.All.Select(fact => fact.Name))}; did you mean metrics-address?" },
        { "    memoryMiB: 256", "    memoryMiB: 256\n    constants: { LOG_LEVEL: \"{{resolve:ssm:a}}\" }",
            """releases/16.6.5.yaml:210:29: components.cloudwatch-exporter.constants.LOG_LEVEL is "{{resolve:ssm:a}}"; """
                + "use 1 to 1024 printable characters of ASCII, without {{resolve:; take the value from the vendor's bundle" },
        { "    memoryMiB: 256", "    memoryMiB: 63",
            "releases/16.6.5.yaml:209:16: components.cloudwatch-exporter.memoryMiB is 63; use a whole number from 64 to 4096; "
                + "correct the value" },
        { "    memoryMiB: 256", "    memoryMiB: 256\n    entryPoint: [é]",
            """releases/16.6.5.yaml:210:18: components.cloudwatch-exporter.entryPoint[0] is "é"; """
                + "use 1 to 1024 printable characters of ASCII, without {{resolve:; take the argument from the vendor's bundle" },
        { "[--config=/etc/otel/collector.yaml]", "[--config=/etc/otel/collector.yaml, é]",
            """releases/16.6.5.yaml:201:50: components.otel-collector.command[1] is "é"; """
                + "use 1 to 1024 printable characters of ASCII, without {{resolve:; take the argument from the vendor's bundle" },
        { "statePath: /var/lib/otel", "statePath: /var/../otel",
            """releases/16.6.5.yaml:203:16: components.otel-collector.statePath is "/var/../otel"; use an absolute path such as """
                + "/mnt/drivers; take the path from the vendor's bundle" },
        { "configurationPath: /etc/otel/collector.yaml\n    memory", "configurationPath: etc/otel/collector.yaml\n    memory",
            """releases/16.6.5.yaml:193:24: components.config-init.configurationPath is "etc/otel/collector.yaml"; use an absolute path """
                + "such as /mnt/drivers; take the path from the vendor's bundle" },
        { "driversPath: /mnt/drivers\n  dqResultsReader", "driversPath: /\n  dqResultsReader",
            """releases/16.6.5.yaml:223:18: components.metadataBrowsing.driversPath is "/"; use an absolute path such as """
                + "/mnt/drivers; take the path from the vendor's bundle" },
        { "memoryMb: 1331", "memoryMb: 127",
            "releases/16.6.5.yaml:33:15: functions.metadataBrowsing.memoryMb is 127; use a whole number from 128 to 10240; "
                + "correct the value"},
        { "memoryMb: 1331", "memoryMb: 1331\n    runtime: java8",
            "releases/16.6.5.yaml:34:14: functions.metadataBrowsing.runtime is \"java8\"; use one of java17, java21, java25; "
                + "correct the value"},
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_value_of_the_wrong_form_is_refused(string from, string to, string message) =>
        Assert.Equal([message], Workspace.MessagesOfRelease((from, to)));

    [Fact]
    public void Every_key_with_a_format_has_a_test() =>
        Assert.Empty(
            Keys.WithFormat(typeof(ReleaseManifest)).Except(Keys.In(Mistakes.Select(row => row.Data.Item3), typeof(ReleaseManifest))));
}
