using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests.Validation;

public sealed class ArnFormatTests
{
    private const string KeyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

    public static readonly TheoryData<Attribute, string> Right = new()
    {
        { new RoleArnAttribute(), "arn:aws:iam::012345678901:role/r" },
        { new RoleArnAttribute(), "arn:aws-us-gov:iam::012345678901:role/path/to/r+=,.@-_" },
        { new PolicyArnAttribute(), "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess" },
        { new QueueArnAttribute(), "arn:aws-cn:sqs:cn-north-1:012345678901:q_1-2" },
        { new KeyArnAttribute(), $"arn:aws-us-gov:kms:us-gov-east-1:012345678901:key/{KeyId}" },
        { new SecretArnAttribute(), "arn:aws:secretsmanager:eu-central-1:012345678901:secret:a/b_c+=.@-d-AbC123" },
        { new SecretArnAttribute(), "arn:aws:secretsmanager:eu-central-1:012345678901:secret:registry-secret-AbC123" },
        { new TopicArnAttribute(), "arn:aws:sns:eu-central-1:012345678901:alarms" },
    };

    public static readonly TheoryData<Attribute, string> Wrong = new()
    {
        { new RoleArnAttribute(), "arn:aws:iam::012345678901:role/" },
        { new RoleArnAttribute(), "arn:aws:iam::012345678901:role/path/" },
        { new RoleArnAttribute(), "arn:aws:iam::12345678901:role/r" },
        { new RoleArnAttribute(), "arn:aws:iam:eu-central-1:012345678901:role/r" },
        { new RoleArnAttribute(), "arn:aws:sts::012345678901:assumed-role/r/session" },
        { new RoleArnAttribute(), "arn:aws:iam::012345678901:role/*" },
        { new RoleArnAttribute(), "arn:aws-iso:iam::012345678901:role/r" },
        { new PolicyArnAttribute(), "arn:aws:iam::012345678901:role/r" },
        { new QueueArnAttribute(), "arn:aws:sqs:eu-central-1:012345678901:q.fifo" },
        { new QueueArnAttribute(), "arn:aws:sns:eu-central-1:012345678901:q" },
        { new QueueArnAttribute(), "arn:aws:sqs::012345678901:q" },
        { new KeyArnAttribute(), "arn:aws:kms:eu-central-1:012345678901:alias/a" },
        { new KeyArnAttribute(), "arn:aws:kms:eu-central-1:012345678901:key/1234abcd" },
        { new KeyArnAttribute(), KeyId },
        { new SecretArnAttribute(), "arn:aws:secretsmanager:eu-central-1:012345678901:secret:registry" },
        { new SecretArnAttribute(), "arn:aws:secretsmanager:eu-central-1:012345678901:secret:registry-secret" },
        { new TopicArnAttribute(), "arn:aws:sns:eu-central-1:012345678901:alarms.fifo" },
        { new TopicArnAttribute(), "arn:aws:sns:eu-central-1:012345678901:alarms:d2a6f9d1" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void An_arn_of_the_right_kind_is_accepted(Attribute format, string text) => Assert.True(((TextAttribute)format).Accepts(text));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_arn_of_another_kind_is_not_accepted(Attribute format, string text) =>
        Assert.False(((TextAttribute)format).Accepts(text));

    [Theory]
    [MemberData(nameof(Right))]
    public void The_example_that_a_message_gives_is_accepted_itself(Attribute format, string _) =>
        Assert.True(((TextAttribute)format).Accepts(((TextAttribute)format).Allowed.Split("such as ")[1]));
}
