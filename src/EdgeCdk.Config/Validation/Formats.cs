using System.Text.RegularExpressions;

namespace EdgeCdk.Config.Validation;

/// <summary>A text of a certain form.</summary>
public class TextAttribute(string pattern, string allowed, string remedy) : ConstraintAttribute
{
    /// <summary>Regular expression for the whole text.</summary>
    public string Pattern { get; } = pattern;

    public override string Allowed => allowed;

    public override string Remedy => remedy;

    // \z, not $: "$" would let a line break at the end through.
    public override bool Accepts(object value) =>
        value is string text && Regex.IsMatch(text, $@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}

/// <summary>Name of an edge: becomes part of role names (64 characters at most), the alias and log groups.</summary>
public sealed class EdgeNameAttribute() : TextAttribute(
    "(?!.*--)[a-z][a-z0-9-]{1,18}[a-z0-9]",
    "3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
    "take the edge name that the vendor knows");

public sealed class ReleaseVersionAttribute() : TextAttribute(
    @"\d{1,4}\.\d{1,4}\.\d{1,4}", "three numbers with dots, such as 16.6.5", "name a file in the releases directory, without .yaml");

public sealed class RegionAttribute() : TextAttribute(
    @"(?:us|us-gov|eu|ap|sa|ca|me|af|il|mx|cn)-[a-z]+-\d", "a region code of the aws, aws-us-gov or aws-cn partition, such as eu-central-1",
    "take the code from the region menu of the AWS console");

public sealed class AccountIdAttribute() : TextAttribute(
    @"\d{12}", "12 digits in quotes", "take the number from `aws sts get-caller-identity`");

public sealed class VpcIdAttribute() : TextAttribute(
    "vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})", "vpc- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

public sealed class SubnetIdAttribute() : TextAttribute(
    "subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})", "subnet- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

public sealed class RouteTableIdAttribute() : TextAttribute(
    "rtb-(?:[0-9a-f]{8}|[0-9a-f]{17})", "rtb- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

public sealed class AvailabilityZoneAttribute() : TextAttribute(
    @"[a-z]{2}(?:-[a-z]+)+-\d(?:[a-z]|-[a-z0-9-]+[a-z])", "a zone name, such as eu-central-1a", "copy the zone of each private subnet, in the same order");

public sealed class BucketNameAttribute() : TextAttribute(
    @"(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens", "copy the name from the S3 console");

/// <summary>Beginning of object keys.</summary>
public sealed class ObjectPrefixAttribute() : TextAttribute(
    @"(?!/)(?:[A-Za-z0-9!_.*'()/-]{0,511}/)?", "an object key prefix that ends with / and does not begin with it, such as edge/16.6.5/", "leave prefix out when there is none");

public sealed class FileNameAttribute() : TextAttribute(
    @"[A-Za-z0-9][A-Za-z0-9._-]{0,127}\.zip", "a file name that ends with .zip, without a directory", "take the name from the vendor's release notes");

public sealed class Sha256Attribute() : TextAttribute(
    "[0-9a-f]{64}", "64 lower-case hexadecimal digits", "compute it with `sha256sum <file>`");

/// <summary>Where images come from: a registry host and a path, without a scheme.</summary>
public sealed class RegistryPrefixAttribute() : TextAttribute(
    @"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:/[a-z0-9._-]+)*/?",
    "a registry host and a path without https://, such as registry.example.com/ataccama/", "take the address that `docker pull` would be given, without the repository");

public sealed class RepositoryAttribute() : TextAttribute(
    "[a-z0-9]+(?:[._/-][a-z0-9]+)*", "a repository name in lower case, such as dqc-runtime-job", "take the name from the vendor's release notes");

/// <summary>Tag of an image. <c>latest</c> is refused: what runs must be what the template says.</summary>
public sealed class ImageTagAttribute() : TextAttribute(
    @"(?!latest\z)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", "a fixed image tag other than latest", "take the tag from the vendor's release notes");

public sealed class HandlerAttribute() : TextAttribute(
    @"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:::[A-Za-z_$][\w$]*)?", "a Java handler, such as com.example.Handler::handleRequest", "take the handler from the vendor's release notes");

/// <summary>Path of a directory, relative to the repository of the edge file.</summary>
public sealed class DirectoryPathAttribute() : TextAttribute(
    @"(?![/~])[^\\\x00-\x1f]{1,255}", "a relative path with forward slashes", "write it relative to the directory that holds cdk.json");

/// <summary>ARN of one kind of resource, in any partition and, where the pattern says so, of any account and region.</summary>
public abstract class ArnAttribute(string service, string region, string account, string resource, string example, string remedy) : TextAttribute(
    $"arn:aws(?:-us-gov|-cn)?:{service}:{region}:{account}:{resource}", $"an ARN like {example}", remedy)
{
    protected const string AnyRegion = "[a-z]{2}(?:-[a-z]+)+-[0-9]";
    protected const string AnyAccount = "[0-9]{12}";
}

public sealed class RoleArnAttribute() : ArnAttribute(
    "iam", "", AnyAccount, @"role/[\w+=,.@/-]{1,576}", "arn:aws:iam::123456789011:role/s3-role", "copy the ARN from the IAM console");

public sealed class PolicyArnAttribute() : ArnAttribute(
    "iam", "", "(?:[0-9]{12}|aws)", @"policy/[\w+=,.@/-]{1,576}", "arn:aws:iam::123456789011:policy/boundary", "copy the ARN from the IAM console");

public sealed class QueueArnAttribute() : ArnAttribute(
    "sqs", AnyRegion, AnyAccount, @"[\w-]{1,80}", "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", "take the ARN of the standard queue from the vendor's registration data");

public sealed class KeyArnAttribute() : ArnAttribute(
    "kms", AnyRegion, AnyAccount, "key/[A-Za-z0-9-]{1,128}", "arn:aws:kms:eu-central-1:123456789011:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "copy the key's own ARN; an alias does not work in a policy");

public sealed class SecretArnAttribute() : ArnAttribute(
    "secretsmanager", AnyRegion, AnyAccount, @"secret:[\w/+=.@-]{1,505}-[A-Za-z0-9]{6}",
    "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf", "copy the whole ARN, with the six characters that AWS put behind the name");

public sealed class TopicArnAttribute() : ArnAttribute(
    "sns", AnyRegion, AnyAccount, @"[\w-]{1,256}", "arn:aws:sns:eu-central-1:123456789011:alarms", "copy the ARN from the SNS console");

public sealed class CidrAttribute() : TextAttribute(
    @"(?:\d{1,3}\.){3}\d{1,3}/\d{1,2}", "an IPv4 block such as 10.0.0.0/16", "copy the blocks of the VPC from the VPC console");
