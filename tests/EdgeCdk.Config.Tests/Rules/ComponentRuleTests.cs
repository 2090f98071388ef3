using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class ComponentRuleTests
{
    private const string Bundle = "take it from the vendor's bundle or release notes";
    private const string Browsing = "    driversPath: /mnt/drivers\n  dqResultsReader:";

    /// <summary>An edit of the release file, and the message about it.</summary>
    public static readonly TheoryData<string, string, string> Mistakes = new()
    {
        { "      EDGE_ACCESS_ROLE_ARN: edge-access-role-arn\n", "",
            "components.plane-manager.environment has no variable with the fact edge-access-role-arn, without which plane-manager "
                + "cannot work; use `<variable>: edge-access-role-arn`; the fact is: the vendor's role; the control plane's queues are "
                + "reached through it alone; take the name of the variable from the vendor's bundle" },
        { "      CONFIG_KEY: configuration-key\n", "",
            "components.config-init.environment has no variable with the fact configuration-key, without which config-init cannot "
                + "work; use `<variable>: configuration-key`; the fact is: key of the object with the collector's configuration; take the "
                + "name of the variable from the vendor's bundle" },
        { "      LISTEN_ADDRESS: metrics-address", "      LISTEN_ADDRESS: metrics-address\n      AWS_REGION: edge-region",
            "components.cloudwatch-exporter.environment.AWS_REGION begins with AWS_, which AWS reserves; use another name; remove it: AWS "
                + "sets what it needs itself" },
        { "    memoryMiB: 256", "    memoryMiB: 256\n    constants: { lambda_task_root: a }",
            "components.cloudwatch-exporter.constants.lambda_task_root begins with LAMBDA_, which AWS reserves; use another name; "
                + "remove it: "
                + "AWS sets what it needs itself" },
        { "    statePath: /var/lib/otel", "    statePath: /var/lib/otel\n    constants: { OTLP_ENDPOINT: a }",
            "components.otel-collector.constants.OTLP_ENDPOINT is set by the stack; use another name; remove it: the stack's configuration "
                + "of the collector reads this variable" },
        { "    memoryMiB: 256", "    memoryMiB: 256\n    constants: { EDGE_NAME: a }",
            "components.cloudwatch-exporter.constants.EDGE_NAME is there twice: components.cloudwatch-exporter.environment has it with the "
                + "fact edge-name; use a variable once; remove one of them" },
        { "    memoryMiB: 256", "    memoryMiB: 256\n    constants: { a b: a }",
            "components.cloudwatch-exporter.constants.a b is not the name of a variable; use letters, digits and _ . -, beginning with a "
                + "letter or _; correct the name" },
        { Browsing, $"    constants: {{ a.b: a }}\n{Browsing}",
            "components.metadataBrowsing.constants.a.b is not the name of a variable; use 2 to 128 letters, digits and _, beginning with a "
                + "letter; correct the name" },
        { "      RESULT_BUCKET: result-bucket\n      RESULT_BUCKET_REGION: result-bucket-region\n      RESULT_ROLE_ARN: result-role-arn\n"
            + "      DQ_KEY_ARN: data-quality-key-arn\n",
            "      DRIVERS: drivers-path\n",
            """226:16: components.dqResultsReader.environment.DRIVERS is "drivers-path", which dqResultsReader may not have: it does not """
                + $"mount the connectors; use {AllowedFor("dqResultsReader")}; remove it" },
        { Browsing, $"    entryPoint: [/bin/sh]\n{Browsing}",
            "components.metadataBrowsing.entryPoint is set for a function; use it with a container; remove it: the handler says what "
                + "runs" },
        { Browsing, $"    command: [a]\n{Browsing}",
            "components.metadataBrowsing.command is set for a function; use it with a container; remove it: the handler says what runs" },
        { Browsing, Browsing.Replace("/mnt/drivers", "/opt/drivers", StringComparison.Ordinal),
            """components.metadataBrowsing.driversPath is "/opt/drivers"; use a directory below /mnt, such as /mnt/drivers; Lambda """
                + """mounts """
                + "nothing elsewhere" },
        { Browsing, "  dqResultsReader:", $"components.metadataBrowsing.driversPath is missing; use an absolute path; {Bundle}" },
        { "    memoryMiB: 256", "    memoryMiB: 256\n    driversPath: /mnt/drivers",
            """components.cloudwatch-exporter.driversPath is "/mnt/drivers"; use it with """
                + $"{string.Join(", ", Facts.DriversPath.Components)}; remove it" },
        { "    memoryMiB: 256", "    command: [a]",
            $"components.cloudwatch-exporter.memoryMiB is missing; use a whole number from 64 to 4096; {Bundle}" },
        { Browsing, $"    memoryMiB: 1024\n{Browsing}",
            "components.metadataBrowsing.memoryMiB is 1024; use it with config-init and cloudwatch-exporter; remove it: "
                + "functions.metadataBrowsing.memoryMb says it" },
        { "    memoryMiB: 256", "    memoryMiB: 768",
            "observability.memoryMiB is 1024; use at least 1152: 256 for the collector beside config-init and cloudwatch-exporter; "
                + "increase it, or lower their memoryMiB" },
        { "configurationPath: /etc/otel/collector.yaml\n    memory", "configurationPath: /etc/otel/other.yaml\n    memory",
            """components.otel-collector.configurationPath is "/etc/otel/collector.yaml"; use the file name of """
                + "components.config-init.configurationPath, /etc/otel/other.yaml; change one of the two" },
        { "--config=/etc/otel/collector.yaml", "--config=/etc/other.yaml",
            "components.otel-collector.command does not name /etc/otel/collector.yaml; use an argument with the path, such as "
                + "--config=/etc/otel/collector.yaml; add it, or a variable with the fact configuration-path" },
        { "statePath: /var/lib/otel", "statePath: /etc/otel/state",
            """components.otel-collector.statePath is "/etc/otel/state"; use a directory beside /etc/otel; change one of the two""" },
        { "configurationPath: /etc/otel/collector.yaml\n    memory", "configurationPath: /collector.yaml\n    memory",
            """components.config-init.configurationPath is "/collector.yaml"; use a file in a directory, such as """
                + """/etc/otel/collector.yaml; """
                + Bundle },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_about_a_component_makes_one_message(string from, string to, string message)
    {
        var found = Assert.Single(Workspace.MessagesOfRelease((from, to)));

        Assert.StartsWith("releases/16.6.5.yaml:", found, StringComparison.Ordinal);
        Assert.EndsWith(message, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    memoryMiB: 256", "    memoryMiB: 640")]
    [InlineData("[--config=/etc/otel/collector.yaml]", "[--verbose, --config=/etc/otel/collector.yaml]")]
    public void A_collector_has_exactly_what_it_needs(string from, string to) => Assert.Empty(Workspace.MessagesOfRelease((from, to)));

    [Fact]
    public void No_component_may_have_a_fact_of_another_one() => Assert.All(
        from fact in Facts.All
        from component in Enum.GetValues<Job>().Cast<Enum>().Concat(Enum.GetValues<Function>().Cast<Enum>())
            .Concat(Enum.GetValues<ServiceImage>().Cast<Enum>()).Select(Names.Value)
        where !fact.Components.Contains(component)
        select (Fact: fact, Component: component),
        pair =>
        {
            var text = Workspace.TextOf("release.yaml");
            var place = $"  {pair.Component}:\n    environment:\n";

            var message = Assert.Single(Workspace.MessagesOfRelease((place, $"{place}      NEW_VARIABLE: {pair.Fact.Name}\n")));

            Assert.Contains(
                $": components.{pair.Component}.environment.NEW_VARIABLE is \"{pair.Fact.Name}\", which {pair.Component} may not have: "
                    + $"{pair.Fact.Reason}; use ",
                message, StringComparison.Ordinal);
        });

    [Fact]
    public void A_component_may_read_a_fact_in_two_variables() => Assert.Empty(
        Workspace.MessagesOfRelease(
            ("      LISTEN_ADDRESS: metrics-address", "      LISTEN_ADDRESS: metrics-address\n      ADDRESS: metrics-address")));

    [Fact]
    public void A_component_that_is_missing_or_of_no_job_of_the_release_is_refused()
    {
        var text = Workspace.TextOf("release.yaml");
        var start = text.IndexOf("  cloudwatch-exporter:\n", StringComparison.Ordinal);
        var exporter = text[start..text.IndexOf("  metadataBrowsing:\n    env", StringComparison.Ordinal)];

        Assert.Equal(
            [
                "releases/16.6.5.yaml:43:3: components.cloudwatch-exporter is missing; use a block with environment, constants, "
                    + "entryPoint, "
                    + $"command, driversPath, configurationPath, statePath, memoryMiB; {Bundle}",
            ],
            Workspace.MessagesOfRelease((exporter, "")));
        var withoutJob = Workspace.MessagesOfRelease(
            ("  create-table: { repository: create-table-job, tag: 16.6.5-saas-edge }\n", ""),
            ("  create-table: { cpu: 1024, memoryMiB: 2048 }\n", ""));
        Assert.Equal(2, withoutJob.Count);
        Assert.Contains("JOB_TASK_DEFINITION_CREATE_TABLE is \"task-definition-create-table\", but there is no such job", withoutJob[0],
            StringComparison.Ordinal);
        Assert.Contains("components.create-table is not in this release; ", withoutJob[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_of_a_function_leave_room_for_its_facts()
    {
        var constants = string.Concat(Enumerable.Range(0, 3).Select(number => $", A{number}: {new string('a', 700)}"))[2..];

        Assert.EndsWith(
            "components.metadataBrowsing.constants has 2106 characters; use at most 2048; remove some: all variables of a function "
                + "have 4 KB",
            Assert.Single(Workspace.MessagesOfRelease((Browsing, $"    constants: {{ {constants} }}\n{Browsing}"))),
                StringComparison.Ordinal);
    }

    [Fact]
    public void An_external_id_that_the_release_does_not_read_is_refused()
    {
        const string id = "edgeAccessExternalId: acme";
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Edge, ("eventSources: disabled", $"eventSources: disabled\n  {id}"));

        Assert.Equal(
            [
                """edges/acme-prod.yaml:22:25: controlPlane.edgeAccessExternalId is "acme", but release 16.6.5 does not read it; use """
                    + """it with """
                    + "a release whose Plane Manager reads the fact edge-access-external-id; remove it, or add the variable to the "
                    + "release file",
            ],
            workspace.Messages());

        workspace.Edit(Workspace.Release,
            ("      EDGE_NAME: edge-name\n      EDGE_REGION: edge-region\n      EDGE_RELEASE: edge-release\n      JOB_CLUSTER",
                "      EXTERNAL_ID: edge-access-external-id\n      JOB_CLUSTER"));
        Assert.Empty(workspace.Messages());
    }

    private static string AllowedFor(string component) =>
        string.Join(", ", Facts.All.Where(fact => fact.Components.Contains(component)).Select(fact => fact.Name));
}
