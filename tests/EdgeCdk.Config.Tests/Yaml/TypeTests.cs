using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Yaml;

/// <summary>Values of another type than their key takes.</summary>
public sealed class TypeTests
{
    private const string LogDays =
        "use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
    private const string Name =
        "use 3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen";
    private const string Cidrs = "use a list of 1 to 5 items, each an IPv4 block such as 10.0.0.0/16";
    private const string Jobs = "use a block with <jobs>";
    private const string OwnLines = "write the keys on indented lines of their own";

    [Theory]
    [InlineData("name: acme-prod", "name: [acme-prod]", $"edges/acme-prod.yaml:2:9: edge.name is a list; {Name}; write a single value")]
    [InlineData(
        "name: acme-prod",
        "name: {acme: prod}",
        $"edges/acme-prod.yaml:2:9: edge.name is a block of keys; {Name}; write a single value")]
    [InlineData(
        "name: acme-prod",
        "name: 1234",
        $"edges/acme-prod.yaml:2:9: edge.name is 1234; {Name}; take the edge name that the vendor knows")]
    [InlineData(
        "[10.0.0.0/16]",
        "10.0.0.0/16",
        $"edges/acme-prod.yaml:11:15: vpc.cidrBlocks is a single value; {Cidrs}; write each item behind a hyphen")]
    [InlineData(
        "[10.0.0.0/16]",
        "{a: b}",
        $"edges/acme-prod.yaml:11:15: vpc.cidrBlocks is a block of keys; {Cidrs}; write each item behind a hyphen")]
    [InlineData(
        "[10.0.0.0/16]",
        "[[10.0.0.0/16]]",
        "edges/acme-prod.yaml:11:16: vpc.cidrBlocks[0] is a list; use an IPv4 block such as 10.0.0.0/16; write a single value")]
    [InlineData(
        "edge:\n  name: acme-prod\n  release: 16.6.5",
        "edge: acme-prod",
        $"edges/acme-prod.yaml:1:7: edge is a single value; use a block with name, release; {OwnLines}")]
    [InlineData(
        "edge:\n  name: acme-prod\n  release: 16.6.5",
        "edge: [acme-prod]",
        $"edges/acme-prod.yaml:1:7: edge is a list; use a block with name, release; {OwnLines}")]
    [InlineData(
        "eventSources: disabled",
        "eventSources: Disabled",
        "edges/acme-prod.yaml:21:17: controlPlane.eventSources is \"Disabled\"; use disabled or enabled; correct the value")]
    [InlineData(
        "eventSources: disabled",
        "eventSources: false",
        "edges/acme-prod.yaml:21:17: controlPlane.eventSources is false; use disabled or enabled; correct the value")]
    [InlineData(
        "eventSources: disabled",
        "eventSources: true",
        "edges/acme-prod.yaml:21:17: controlPlane.eventSources is true; use disabled or enabled; correct the value")]
    [InlineData(
        "eventSources: disabled",
        "eventSources: \"true\"",
        "edges/acme-prod.yaml:21:17: controlPlane.eventSources is \"true\"; use disabled or enabled; correct the value")]
    [InlineData(
        "eventSources: disabled",
        "eventSources: 1",
        "edges/acme-prod.yaml:21:17: controlPlane.eventSources is 1; use disabled or enabled; correct the value")]
    [InlineData(
        "eventSources: disabled",
        "eventSources: [disabled]",
        "edges/acme-prod.yaml:21:17: controlPlane.eventSources is a list; use disabled or enabled; write a single value")]
    public void A_value_of_another_type_is_refused(string from, string to, string message) =>
        Assert.Equal([message], Workspace.MessagesOfEdge((from, to)));

    [Theory]
    [InlineData("logRetentionDays: thirty", $"19: logRetentionDays is \"thirty\"; {LogDays}; correct the value")]
    [InlineData("logRetentionDays: 30.0", $"19: logRetentionDays is 30.0; {LogDays}; correct the value")]
    [InlineData("logRetentionDays: 030", $"19: logRetentionDays is 030; {LogDays}; correct the value")]
    [InlineData("logRetentionDays: +30", $"19: logRetentionDays is +30; {LogDays}; correct the value")]
    [InlineData("logRetentionDays: 99999999999", $"19: logRetentionDays is 99999999999; {LogDays}; correct the value")]
    [InlineData("logRetentionDays: ３０", $"19: logRetentionDays is \"\\uff13\\uff10\"; {LogDays}; correct the value")]
    [InlineData("logRetentionDays: \"30\"", $"19: logRetentionDays is \"30\", a text; {LogDays}; remove the quotes")]
    [InlineData("logRetentionDays: [30]", $"19: logRetentionDays is a list; {LogDays}; write a single value")]
    [InlineData("terminationProtection: yes", "24: terminationProtection is \"yes\"; use true or false; correct the value")]
    [InlineData("terminationProtection: \"true\"", "24: terminationProtection is \"true\", a text; use true or false; remove the quotes")]
    [InlineData("terminationProtection: {a: b}", "24: terminationProtection is a block of keys; use true or false; write a single value")]
    [InlineData("registry: { credentials: some }", "26: registry.credentials is \"some\"; use none; correct the value")]
    [InlineData("jobs: dqc", $"7: jobs is a single value; {Jobs}; {OwnLines}")]
    [InlineData("jobs: [dqc]", $"7: jobs is a list; {Jobs}; {OwnLines}")]
    [InlineData("jobs: { dqc: 4096 }", $"14: jobs.dqc is a single value; use a block with cpu, memoryMiB, ephemeralStorageGiB; {OwnLines}")]
    [InlineData("tags: [a]", $"7: tags is a list; use a block of keys; {OwnLines}")]
    [InlineData("tags: { a: [b] }", "12: tags.a is a list; use a text; write a single value")]
    [InlineData("tags: { a: 1 }", "12: tags.a is 1, a number without quotes; use a text; put it in quotes: \"1\"")]
    [InlineData("tags: { a: -0.5e3 }", "12: tags.a is -0.5e3, a number without quotes; use a text; put it in quotes: \"-0.5e3\"")]
    [InlineData("tags: { a: 0x1F }", "12: tags.a is 0x1F, a number without quotes; use a text; put it in quotes: \"0x1F\"")]
    [InlineData("tags: { a: true }", "12: tags.a is true, a truth value without quotes; use a text; put it in quotes: \"true\"")]
    [InlineData("tags: { a: false }", "12: tags.a is false, a truth value without quotes; use a text; put it in quotes: \"false\"")]
    [InlineData("tags: { a: TRUE }", "12: tags.a is TRUE, a truth value without quotes; use a text; put it in quotes: \"TRUE\"")]
    public void An_optional_value_of_another_type_is_refused(string line, string message) =>
        Assert.Equal(
            [$"edges/acme-prod.yaml:22:{Keys.WithJobs(message)}"], Workspace.MessagesOfEdge(("artifacts:", $"{line}\nartifacts:")));

    [Theory]
    [InlineData(
        "released: 2026-10-19",
        "released: 19.10.2026",
        "2:11: released is \"19.10.2026\"; use a date such as 2026-11-22; correct the value")]
    [InlineData(
        "released: 2026-10-19",
        "released: 2026-02-30",
        "2:11: released is \"2026-02-30\"; use a date such as 2026-11-22; correct the value")]
    [InlineData(
        "released: 2026-10-19",
        "released: '2026-10-19'",
        "2:11: released is \"2026-10-19\", a text; use a date such as 2026-11-22; remove the quotes")]
    [InlineData(
        "released: 2026-10-19",
        "released: [2026-10-19]",
        "2:11: released is a list; use a date such as 2026-11-22; write a single value")]
    [InlineData(
        "partialBatchResponses: true\n    memoryMb: 1331", "partialBatchResponses: on\n    memoryMb: 1331",
        "32:28: functions.metadataBrowsing.partialBatchResponses is \"on\"; use true or false; correct the value")]
    public void A_value_of_another_type_in_a_release_is_refused(string from, string to, string message) =>
        Assert.Equal([$"releases/16.6.5.yaml:{message}"], Workspace.MessagesOfRelease((from, to)));

    [Fact]
    public void An_account_id_without_quotes_is_refused() => Assert.Equal(
        [
            "edges/acme-prod.yaml:6:14: account.accountId is 012345678901, a number without quotes; use 12 digits, in quotes in YAML; "
                + "put it in quotes: \"012345678901\"",
        ],
        Workspace.MessagesOfEdge(("\"012345678901\"", "012345678901")));

    [Fact]
    public void An_account_id_without_quotes_that_lost_its_zero_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:6:14: account.accountId is 12345678901; use 12 digits, in quotes in YAML; """
                + """take the number from `aws sts """
                + """get-caller-identity`""",
        ],
        Workspace.MessagesOfEdge(("\"012345678901\"", "12345678901")));

    [Fact]
    public void An_account_id_without_quotes_in_a_list_is_refused() => Assert.Equal(
        [
            "edges/acme-prod.yaml:23:5: customerRoleAccounts[0] is 111122223333, a number without quotes; "
                + "use 12 digits, in quotes in YAML; "
                + "put it in quotes: \"111122223333\"",
        ],
        Workspace.MessagesOfEdge(("artifacts:", "customerRoleAccounts:\n  - 111122223333\nartifacts:")));

    [Theory]
    [InlineData(
        "privateSubnetIds: [subnet-0fa6e2c437dd0e5fd, subnet-0156acff]",
        "9:21",
        "2 to 6 items, each subnet- and 8 or 17 hexadecimal digits")]
    [InlineData("publicSubnetIds: []", "10:20", "at most 16 items, each subnet- and 8 or 17 hexadecimal digits")]
    [InlineData("cidrBlocks: [10.0.0.0/16, 100.64.0.0/16]", "11:15", "1 to 5 items, each an IPv4 block such as 10.0.0.0/16")]
    [InlineData(
        "privateRouteTableIds: [rtb-0aa11bb22cc33dd44, rtb-0aa11bb2]",
        "12:25",
        "at most 16 items, each rtb- and 8 or 17 hexadecimal digits")]
    [InlineData(
        "availabilityZones: [eu-central-1a, eu-central-1b]",
        "13:22",
        "2 to 6 items, each the name of an availability zone, such as eu-central-1a")]
    [InlineData(
        "additionalEndpoints: [ecs, ecs-agent, ecs-telemetry, lambda, logs, sts, monitoring, ecr.api, ecr.dkr, elasticfilesystem, events, "
            + "cloudformation]",
        "19:24",
        "at most 13 items, each one of ecs, ecs-agent, ecs-telemetry, lambda, logs, sts, monitoring, ecr.api, ecr.dkr, "
            + "elasticfilesystem, events, cloudformation, tagging")]
    [InlineData(
        "customerRoleAccounts: [\"111122223333\", \"000000000001\"]", "77:23",
        "at most 50 items, each 12 digits, in quotes in YAML")]
    public void A_single_value_instead_of_a_list_is_refused(string line, string place, string allowed)
    {
        var key = line.Split(':')[0];
        var path = key == "customerRoleAccounts" ? key : $"vpc.{key}";

        Assert.Equal(
            [$"edges/acme-prod.yaml:{place}: {path} is a single value; use a list of {allowed}; write each item behind a hyphen"],
            Workspace.MessagesOfFullEdge((line, $"{key}: one")));
    }

    [Theory]
    [InlineData("[subnet-0fa6e2c437dd0e5fd]", "has 1 item; use 2 to 6 items; add the missing ones")]
    [InlineData("[]", "has 0 items; use 2 to 6 items; add the missing ones")]
    [InlineData(
        "[subnet-00000001, subnet-00000002, subnet-00000003, subnet-00000004, subnet-00000005, subnet-00000006, subnet-00000007]",
        "has 7 items; use 2 to 6 items; remove some")]
    public void A_list_of_the_wrong_length_is_refused(string list, string message) => Assert.Equal(
        [$"edges/acme-prod.yaml:9:21: vpc.privateSubnetIds {message}"],
        Workspace.MessagesOfEdge(("[subnet-0fa6e2c437dd0e5fd, subnet-0156acffabb5aa872]", list)));

    [Fact]
    public void A_list_that_may_be_empty_but_is_too_long_is_refused() => Assert.Equal(
        ["edges/acme-prod.yaml:22:23: customerRoleAccounts has 51 items; use at most 50 items; remove some"],
        Workspace.MessagesOfEdge(
            (
                "artifacts:",
                "customerRoleAccounts: "
                    + $"[{string.Join(", ", Enumerable.Range(0, 51).Select(number => $"\"{number:d12}\""))}]\nartifacts:")));

    [Fact]
    public void The_items_of_a_list_of_the_wrong_length_are_read_all_the_same() => Assert.Equal(
        [
            "edges/acme-prod.yaml:9:21: vpc.privateSubnetIds has 1 item; use 2 to 6 items; add the missing ones",
            """edges/acme-prod.yaml:9:22: vpc.privateSubnetIds[0] is "subnet-1"; use subnet- and 8 or 17 hexadecimal digits; copy the """
                + """id from the VPC console""",
        ],
        Workspace.MessagesOfEdge(("[subnet-0fa6e2c437dd0e5fd, subnet-0156acffabb5aa872]", "[subnet-1]")));

    [Fact]
    public void What_a_reader_cannot_see_in_a_value_is_shown_as_a_code() => Assert.Equal(
        [
            $@"edges/acme-prod.yaml:2:9: edge.name is ""acme\u200b\u00a0\u000a\ud83d\ude00prod""; {Name}; take the edge name that the "
                + @"vendor knows",
        ],
        Workspace.MessagesOfEdge(("name: acme-prod", "name: \"acme\u200b\u00a0\\n\U0001F600prod\"")));

    [Theory]
    [InlineData(200, "")]
    [InlineData(201, "…")]
    [InlineData(60000, "…")]
    public void A_value_of_more_than_200_characters_is_shown_in_part(int length, string rest) => Assert.Equal(
        [$"edges/acme-prod.yaml:2:9: edge.name is \"{new string('a', 200)}{rest}\"; {Name}; take the edge name that the vendor knows"],
        Workspace.MessagesOfEdge(("name: acme-prod", $"name: {new string('a', length)}")));
}
