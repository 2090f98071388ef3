namespace EdgeCdk.Config.Validation;

/// <summary>ARN of one kind of resource, in any partition and, where the pattern says so, of any account and region.</summary>
internal abstract class ArnAttribute(
    string service, string region, string account, string resource, string kind, string example, string remedy)
    : PlacedAttribute($"arn:aws(?:-us-gov|-cn)?:{service}:{region}:{account}:{resource}", $"the ARN of {kind}, such as {example}", remedy)
{
    protected const string AnyRegion = "[a-z]{2}(?:-[a-z]+)+-[1-9]";
    protected const string AnyAccount = @"\d{12}";
}

/// <summary>
/// A role. Its path may have every printable character of ASCII, as in IAM, but not * ? and $: a policy would read them as wildcards
/// and variables, and match other roles. What begins a dynamic reference would be replaced by CloudFormation.
/// </summary>
internal sealed class RoleArnAttribute() : ArnAttribute(
    "iam", "", AnyAccount, @"role/(?!.*\{\{resolve:)(?:[!-#%-)+->@-~]{1,510}/)?[\w+=,.@-]{1,64}",
    "an IAM role", "arn:aws:iam::123456789011:role/s3-role", "copy the whole ARN, of a vendor's role from the registration data")
{
    public override Refusal Refuse(object value) => ((string)value).IndexOfAny(['*', '?', '$']) < 0
        ? base.Refuse(value)
        : new($"is {Problem.Shown(value)}", "a role without * ? and $ in its path: in a policy they would stand for other roles",
            "use a role with another path");
}

internal sealed class PolicyArnAttribute() : ArnAttribute(
    "iam", "", $"(?:{AnyAccount}|aws)", @"policy/(?=(?:.{1,510}/)?[^/]+$)(?:[\w+=,.@-]+/)*[\w+=,.@-]{1,128}",
    "an IAM policy", "arn:aws:iam::123456789011:policy/boundary", "copy the ARN from the IAM console");

/// <summary>A queue without order: the name of a FIFO queue has a dot.</summary>
internal sealed class QueueArnAttribute() : ArnAttribute(
    "sqs", AnyRegion, AnyAccount, @"[\w-]{1,80}",
    "a standard SQS queue", "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", "take the ARN from the vendor's registration data");

internal sealed class KeyArnAttribute() : ArnAttribute(
    "kms", AnyRegion, AnyAccount, "key/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})",
    "a KMS key", "arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "copy the key's own ARN, since an alias does not work in a policy");

/// <summary>
/// A secret. A name that ends in -secret looks like a whole ARN, since that is a hyphen and six characters too: it is
/// taken for what it is, a name whose suffix was left out.
/// </summary>
internal sealed class SecretArnAttribute() : ArnAttribute(
    "secretsmanager", AnyRegion, AnyAccount, @"secret:(?!.*-secret$)[\w/+=.@-]{1,512}-[A-Za-z0-9]{6}",
    "a secret", "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf",
    "copy the whole ARN, with the six characters that AWS put behind the name");

internal sealed class CodeSigningConfigArnAttribute() : ArnAttribute(
    "lambda", AnyRegion, AnyAccount, "code-signing-config:csc-[a-z0-9]{17}",
    "a code signing configuration", "arn:aws:lambda:eu-central-1:123456789011:code-signing-config:csc-0f6c334abcdea4d8b",
    "copy the ARN from the Lambda console");

internal sealed class TopicArnAttribute() : ArnAttribute(
    "sns", AnyRegion, AnyAccount, @"[\w-]{1,256}",
    "a standard SNS topic", "arn:aws:sns:eu-central-1:123456789011:alarms", "copy the ARN from the SNS console");
