using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class DataQualityKeyTests(SynthesizedEdges edges)
{
    [Fact]
    public void It_is_rotated_every_90_days_and_deleted_after_7() =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::KMS::Key", new Map
        {
            ["Description"] = "Edge demo: data-quality results",
            ["EnableKeyRotation"] = true,
            ["RotationPeriodInDays"] = 90,
            ["PendingWindowInDays"] = 7,
        });

    [Fact]
    public void The_account_administers_it_but_neither_uses_it_nor_grants_its_use() => Assert.Equal(
        "Allow arn:aws:iam::123456789011:root: kms:DescribeKey, kms:GetKeyPolicy, kms:PutKeyPolicy, kms:ListKeyPolicies, kms:ListGrants, "
            + "kms:RevokeGrant, kms:GetKeyRotationStatus,"
            + " kms:EnableKeyRotation, kms:DisableKeyRotation, kms:RotateKeyOnDemand, kms:ListKeyRotations, kms:EnableKey, "
            + "kms:DisableKey, kms:UpdateKeyDescription, kms:TagResource,"
            + " kms:UntagResource, kms:ListResourceTags, kms:CreateAlias, kms:UpdateAlias, kms:DeleteAlias, kms:ScheduleKeyDeletion, "
            + "kms:CancelKeyDeletion on *",
        edges.Demo.Statements("DataQualityKey/Key", "KeyPolicy")[0]);

    [Fact]
    public void Only_jobs_encrypt_and_only_jobs_and_the_results_reader_decrypt() => Assert.Equal(
        [
            "Allow arn:aws-us-gov:iam::123456789011:root: kms:Encrypt, kms:GenerateDataKey, kms:GenerateDataKeyWithoutPlaintext, "
                + "kms:Decrypt on * if StringEquals aws:PrincipalArn ="
                + " arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-job-dqc"
                + " | arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-job-anomaly-detection"
                + " | arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-job-anomaly-detection-auxiliary"
                + " | arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-job-metadata-import"
                + " | arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-job-snowflake-pushdown"
                + " | arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-job-create-table",
            "Allow arn:aws-us-gov:iam::123456789011:root: kms:Decrypt on * if StringEquals aws:PrincipalArn = "
                + "arn:aws-us-gov:iam::123456789011:role/govcloud-analytics-1-dq-results-reader",
            "Deny *: kms:CreateGrant on * if BoolIfExists aws:PrincipalIsAWSService = false and BoolIfExists "
                + "kms:GrantIsForAWSResource = false",
        ],
        edges.Longest.Statements("DataQualityKey/Key", "KeyPolicy").Skip(1));

    [Fact]
    public void The_roles_that_its_policy_names_are_roles_of_the_stack()
    {
        var named = PolicyStatement.Of(edges.Demo.At("DataQualityKey/Key")["KeyPolicy"])
            .SelectMany(statement => statement.Condition("StringEquals", "aws:PrincipalArn"));
        var names = edges.Demo.OfType("AWS::IAM::Role").Select(role => role.String("RoleName")).OfType<string>();

        Sets.Has(names.Select(name => $"arn:aws:iam::123456789011:role/{name}"), named);
    }

    [Fact]
    public void Roles_have_rights_on_it_as_its_policy_says_and_Plane_Manager_may_look_at_it()
    {
        const string crypto = "kms:Encrypt, kms:GenerateDataKey, kms:GenerateDataKeyWithoutPlaintext, kms:Decrypt";

        var rights = edges.Demo.OfType("AWS::IAM::Role").SelectMany(role => edges.Demo.Rights(role.Path)
            .Where(right => right.Contains("${DataQualityKey/Key", StringComparison.Ordinal))
            .Select(right => $"{role.Path}: {right}"));

        Assert.Equal(
        [
            $"Jobs/Dqc/TaskRole/Role: Allow {crypto} on ${{DataQualityKey/Key.Arn}}",
            $"Jobs/AnomalyDetection/TaskRole/Role: Allow {crypto} on ${{DataQualityKey/Key.Arn}}",
            $"Jobs/AnomalyDetectionAuxiliary/TaskRole/Role: Allow {crypto} on ${{DataQualityKey/Key.Arn}}",
            $"Jobs/MetadataImport/TaskRole/Role: Allow {crypto} on ${{DataQualityKey/Key.Arn}}",
            $"Jobs/SnowflakePushdown/TaskRole/Role: Allow {crypto} on ${{DataQualityKey/Key.Arn}}",
            $"Jobs/CreateTable/TaskRole/Role: Allow {crypto} on ${{DataQualityKey/Key.Arn}}",
            "PlaneManager/Task/TaskRole/Role: Allow kms:DescribeKey on ${DataQualityKey/Key.Arn}",
            "DqResultsReader/Function/Role/Role: Allow kms:Decrypt on ${DataQualityKey/Key.Arn}",
        ], rights);
    }
}
