using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class GeneralKeyTests(SynthesizedEdges edges)
{
    [Fact]
    public void It_is_rotated_every_90_days_and_deleted_after_7() =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::KMS::Key", new Map
        {
            ["Description"] = Match.StringLikeRegexp("^Edge demo: logs"),
            ["EnableKeyRotation"] = true,
            ["RotationPeriodInDays"] = 90,
            ["PendingWindowInDays"] = 7,
        });

    [Fact]
    public void Its_policy_names_the_account_the_logs_and_the_events_and_nobody_else() => Assert.Equal(
        [
            "Allow arn:aws:iam::123456789011:root: kms:* on *",
            "Allow logs.eu-central-1.amazonaws.com: kms:Encrypt, kms:Decrypt, kms:ReEncryptFrom, kms:ReEncryptTo, kms:GenerateDataKey, "
                + "kms:GenerateDataKeyWithoutPlaintext, kms:DescribeKey on *"
                + " if ArnLike kms:EncryptionContext:aws:logs:arn = arn:aws:logs:eu-central-1:123456789011:log-group:/ataccama/edge/demo/*"
                + " | arn:aws:logs:eu-central-1:123456789011:log-group:/aws/ecs/containerinsights/*",
            "Allow events.amazonaws.com: kms:Decrypt, kms:GenerateDataKey on * if StringEquals aws:SourceAccount = 123456789011",
            "Deny *: kms:CreateGrant on * if BoolIfExists aws:PrincipalIsAWSService = false and BoolIfExists "
                + "kms:GrantIsForAWSResource = false",
        ],
        edges.Demo.Statements("GeneralKey/Key", "KeyPolicy"));

    [Fact]
    public void In_China_the_logs_have_a_name_of_their_own_and_the_events_have_not() =>
        edges.Assertions(EdgeFiles.Mirror).HasResourceProperties("AWS::KMS::Key", new Map
        {
            ["Description"] = Match.StringLikeRegexp("^Edge mirror: logs"),
            ["KeyPolicy"] = new Map
            {
                ["Statement"] = new[]
                {
                    new Map { ["Principal"] = new Map { ["AWS"] = "arn:aws-cn:iam::123456789011:root" } },
                    new Map { ["Principal"] = new Map { ["Service"] = "logs.cn-north-1.amazonaws.com.cn" } },
                    new Map { ["Principal"] = new Map { ["Service"] = "events.amazonaws.com" } },
                    new Map { ["Effect"] = "Deny", ["Principal"] = new Map { ["AWS"] = "*" } },
                },
            },
        });

    [Fact]
    public void Its_alias_is_the_only_one_and_carries_the_name_of_the_edge()
    {
        var template = edges.Assertions(EdgeFiles.Longest);

        template.ResourceCountIs("AWS::KMS::Alias", 1);
        template.HasResourceProperties("AWS::KMS::Alias", new Map
        {
            ["AliasName"] = "alias/ataccama/edge/govcloud-analytics-1",
            ["TargetKeyId"] = edges.Longest.Ref("GeneralKey/Key"),
        });
    }
}
