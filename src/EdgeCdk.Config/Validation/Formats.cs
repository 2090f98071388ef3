using System.Text.RegularExpressions;

namespace EdgeCdk.Config.Validation;

/// <summary>A text of a certain form.</summary>
internal class TextAttribute(string pattern, string allowed, string remedy) : ConstraintAttribute
{
    /// <summary>Nothing that AWS names is longer; keeps a pattern from spending time on a text that cannot be right.</summary>
    public const int Longest = 1024;

    /// <summary>Regular expression for the whole text.</summary>
    public string Pattern { get; } = pattern;

    public override string Allowed => allowed;

    public override string Remedy => remedy;

    // \z, not $: "$" would let a line break at the end through. ECMAScript: \d and \w are ASCII, as they are to AWS.
    public override bool Accepts(object value) =>
        value is string { Length: <= Longest } text && Regex.IsMatch(text, $@"\A(?:{Pattern})\z", RegexOptions.ECMAScript);
}

/// <summary>
/// A text that belongs to a partition of AWS. Where the edge cannot run yet, no other spelling helps: the message says so, and does
/// not send anyone back to where the text came from.
/// </summary>
internal abstract class PlacedAttribute(string pattern, string allowed, string remedy) : TextAttribute(pattern, allowed, remedy)
{
    public override Refusal Refuse(object value) =>
        Partitions.NotSupported((string)value) is { } partition ? Partitions.Refuse((string)value, partition) : base.Refuse(value);
}

/// <summary>Name of an edge: becomes part of role names (64 characters at most), the alias and log groups.</summary>
internal sealed class EdgeNameAttribute() : TextAttribute(
    "(?!.*--)[a-z][a-z0-9-]{1,18}[a-z0-9]",
    "3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
    "take the edge name that the vendor knows");

internal sealed class CustomerNameAttribute() : TextAttribute(
    "[A-Za-z0-9][A-Za-z0-9-]{0,62}", "1 to 63 letters, digits and hyphens, beginning with a letter or a digit",
    "write it in the same way in all edge files of the customer");

internal sealed class ReleaseVersionAttribute() : TextAttribute(
    @"(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){2}", "three numbers with dots, such as 16.6.5",
    "write the version alone, without v or .yaml");

internal sealed class RegionAttribute() : PlacedAttribute(
    @"(?:us|us-gov|eu|ap|sa|ca|me|af|il|mx|cn)-(?:central|(?:north|south)(?:east|west)?|east|west)-[1-9]",
    "a region code of the aws, aws-us-gov or aws-cn partition, such as eu-central-1",
    "take the code from the region menu of the AWS console");

internal sealed class AccountIdAttribute() : TextAttribute(
    @"\d{12}", "12 digits, in quotes in YAML", "take the number from `aws sts get-caller-identity`");

internal sealed class VpcIdAttribute() : TextAttribute(
    "vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})", "vpc- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

internal sealed class SubnetIdAttribute() : TextAttribute(
    "subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})", "subnet- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

internal sealed class SecurityGroupIdAttribute() : TextAttribute(
    "sg-(?:[0-9a-f]{8}|[0-9a-f]{17})", "sg- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

/// <summary>
/// Path of roles: folders of the characters that every service takes in the ARN of a role. IAM reserves two paths for roles of AWS.
/// </summary>
internal sealed class RolePathAttribute() : TextAttribute(
    @"(?=.{1,512}$)(?!/aws-(?:service-role|reserved)/)/(?:[\w+=,.@-]+/)*",
    "a path that begins and ends with a slash, of letters, digits and + = , . @ _ -, such as /edge/",
    "take it from the rules of the account for roles");

internal sealed class RouteTableIdAttribute() : TextAttribute(
    "rtb-(?:[0-9a-f]{8}|[0-9a-f]{17})", "rtb- and 8 or 17 hexadecimal digits", "copy the id from the VPC console");

/// <summary>A zone of a region itself: the file system cannot be reached in Local and Wavelength Zones.</summary>
internal sealed class AvailabilityZoneAttribute() : PlacedAttribute(
    "[a-z]{2}(?:-[a-z]+)+-[1-9][a-z]", "the name of an availability zone, such as eu-central-1a",
    "copy the zone of each private subnet, in the same order");

internal sealed class CidrAttribute() : TextAttribute(
    @"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})/[1-9]\d?", "an IPv4 block such as 10.0.0.0/16",
    "copy the blocks of the VPC from the VPC console");

internal sealed class PrefixListIdAttribute() : TextAttribute(
    "pl-(?:[0-9a-f]{8}|[0-9a-f]{17})", "pl- and 8 or 17 hexadecimal digits", "copy the id from the VPC console, Managed prefix lists");

/// <summary>An IPv4 block of any size, which need not be of a VPC.</summary>
internal sealed class AnyBlockAttribute() : TextAttribute(
    Pattern4, "an IPv4 block such as 10.20.0.0/16", "write a single address with /32")
{
    /// <summary>Pattern of a block.</summary>
    public const string Pattern4 =
        @"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)/(?:3[0-2]|[12]?\d)";

    /// <summary>Pattern of a port or a range of ports behind a colon.</summary>
    public const string Ports = $":{Port}(?:-{Port})?";

    /// <summary>Pattern of a port.</summary>
    public const string Port = @"(?:6553[0-5]|655[0-2]\d|65[0-4]\d{2}|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})";
}

/// <summary>Where connections may go: an IPv4 block with a port or a range of ports.</summary>
internal sealed class DestinationAttribute() : TextAttribute(
    AnyBlockAttribute.Pattern4 + AnyBlockAttribute.Ports,
    "an IPv4 block with a port or a range of ports, such as 10.20.0.0/16:5432 or 10.20.0.7/32:1024-65535",
    "write a single address with /32, and the port behind a colon");

/// <summary>Where connections may go: a security group with a port or a range of ports.</summary>
internal sealed class GroupDestinationAttribute() : TextAttribute(
    "sg-(?:[0-9a-f]{8}|[0-9a-f]{17})" + AnyBlockAttribute.Ports,
    "a security group with a port or a range of ports, such as sg-0f1924823027c00c7:5432",
    "copy the id from the VPC console, and write the port behind a colon");

/// <summary>
/// Address of an HTTP proxy. Java and Python speak plain HTTP with it, and a tunnel for TLS through it. Credentials would be in the
/// description of every task.
/// </summary>
internal sealed class ProxyUrlAttribute() : TextAttribute(
    $"http://(?=.{{1,200}}$){HostNameAttribute.Host}:{AnyBlockAttribute.Port}",
    "http://, a host name or IPv4 address, and a port, such as http://proxy.example.com:3128",
    "ask whoever runs the proxy; it is called with HTTP, also for addresses with https")
{
    public override Refusal Refuse(object value) => value is string text && text.Contains('@', StringComparison.Ordinal)
        ? new Refusal(
            "has a user name or password", Allowed,
            "remove it, and have the proxy know the private subnets by their addresses: whoever may describe a task or a function would "
                + "read it")
        {
            HidesValue = true,
        }
        : base.Refuse(value);
}

/// <summary>A host that stands for itself and all hosts below it, or an IPv4 address.</summary>
internal sealed class HostNameAttribute() : TextAttribute(
    $"(?=.{{1,128}}$){Host}", "a host name in lower case without asterisk or leading dot, such as corp.example.com, or an IPv4 address",
    "a name stands for all hosts below it, too; blocks are not read by Java and Python")
{
    /// <summary>Pattern of a host name or an IPv4 address.</summary>
    public const string Host = @"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*";
}

/// <summary>Name of a general purpose bucket: S3 reserves some beginnings and ends, for aliases and other kinds of buckets.</summary>
internal sealed class BucketNameAttribute() : TextAttribute(
    @"(?!.*\.\.)(?!(?:\d+\.){3}\d+$)(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)"
        + "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    "a bucket name: 3 to 63 lower-case letters, digits, dots and hyphens",
    "copy the name alone, without s3:// or arn:");

/// <summary>
/// Beginning of object keys, of the characters that S3 calls safe. Without an asterisk, which would be a wildcard in the policy that
/// allows them to be read, and without . and .. as a folder, which clients resolve before S3 sees them.
/// </summary>
internal sealed class ObjectPrefixAttribute() : TextAttribute(
    @"(?!/)(?!(?:.*/)?\.\.?/)(?:[\w!.'()/-]{0,511}/)?",
    "an object key prefix that ends with / and does not begin with it, such as edge/16.6.5/",
    "leave prefix out when there is none");

internal sealed class FileNameAttribute() : TextAttribute(
    @"[A-Za-z0-9][\w.-]{0,127}\.zip", "a file name that ends with .zip, without a directory",
    "take the name from the vendor's release notes");

internal sealed class Sha256Attribute() : TextAttribute(
    "[0-9a-f]{64}", "64 lower-case hexadecimal digits", "compute it with `sha256sum <file>`");

/// <summary>
/// Where images come from: a registry host and a path, without a scheme. A host without dot or port would be taken for a
/// path on Docker Hub.
/// </summary>
internal sealed class RegistryPrefixAttribute() : TextAttribute(
    @"(?=[^/]*[.:])[a-z0-9]+(?:(?:\.|-+)[a-z0-9]+)*(?::(?:6553[0-5]|655[0-2]\d|65[0-4]\d{2}|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3}))?"
        + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*/?",
    "a registry host and a path without https://, such as registry.example.com/ataccama/",
    "take the address that `docker pull` would be given, without the repository");

internal sealed class RepositoryAttribute() : TextAttribute(
    "(?!.$)[a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*",
    "a repository name in lower case, such as dqc-runtime-job",
    "take the name from the vendor's release notes");

/// <summary>Tag of an image. <c>latest</c> is refused: what runs must be what the template says.</summary>
internal sealed class ImageTagAttribute() : TextAttribute(
    @"(?!latest$)\w[\w.-]{0,127}", "a fixed image tag other than latest", "take the tag from the vendor's release notes");

/// <summary>User of a container: name or id, and group. Not root, which is what a container has that names none.</summary>
internal sealed class ContainerUserAttribute() : TextAttribute(
    @"(?!(?:root|0+)(?::|$))(?:[a-z_][a-z0-9_-]{0,31}|\d{1,10})(?::(?:[a-z_][a-z0-9_-]{0,31}|\d{1,10}))?",
    "a user in quotes, with a group if there is one, such as \"1000:1000\"; not root",
    "take the user from the vendor's release notes, or leave it out");

/// <summary>Directory in a container that it writes to.</summary>
internal sealed class WritablePathAttribute() : TextAttribute(
    @"(?!.*/\.{1,2}(?:/|$))(?:/[\w.-]{1,64}){1,12}", "an absolute path such as /tmp, without a slash at its end",
    "take the paths from the vendor's release notes");

/// <summary>A word of a command that checks a container. Its form is free but for control characters and dynamic references.</summary>
internal sealed class HealthCheckWordAttribute() : TextAttribute(
    @"(?!.*\{\{resolve:)[^\x00-\x1f\x7f]{1,512}", "1 to 512 characters, without line breaks",
    "take the command from the vendor's release notes");

internal sealed class HandlerAttribute() : TextAttribute(
    @"(?=.{1,128}$)[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:::[A-Za-z_$][\w$]*)?",
    "a Java handler of at most 128 characters, such as com.example.Handler::handleRequest",
    "take the handler from the vendor's release notes");

/// <summary>Path of a directory, relative to the repository of the edge file.</summary>
internal sealed class DirectoryPathAttribute() : TextAttribute(
    @"(?![/~])[^\\\x00-\x1f]{1,255}", "a relative path with forward slashes", "write it relative to the directory that holds cdk.json");

/// <summary>Value of a variable that is the same for every edge.</summary>
internal sealed class ConstantAttribute() : TextAttribute(
    @"(?!.*\{\{resolve:)[ -~]{1,1024}", "1 to 1024 printable characters of ASCII, without {{resolve:",
    "take the value from the vendor's bundle");

/// <summary>Argument of a container.</summary>
internal sealed class ArgumentAttribute() : TextAttribute(
    @"(?!.*\{\{resolve:)[ -~]{1,1024}", "1 to 1024 printable characters of ASCII, without {{resolve:",
    "take the argument from the vendor's bundle");

/// <summary>Path in a container: absolute, not the root, without . and .. in it.</summary>
internal sealed class ContainerPathAttribute() : TextAttribute(
    @"(?:/(?!\.{1,2}(?:/|$))[\w.-]{1,128}){1,8}", "an absolute path such as /mnt/drivers", "take the path from the vendor's bundle");

/// <summary>External id of a role, as AWS STS takes it.</summary>
internal sealed class ExternalIdAttribute() : TextAttribute(
    @"[\w+=,.@:/-]{2,1024}", "2 to 1024 letters, digits and + = , . @ : / - _", "take the external id from the vendor's registration data");

/// <summary>Digest of an image.</summary>
internal sealed class ImageDigestAttribute() : TextAttribute(
    "sha256:[0-9a-f]{64}", "sha256: and 64 lower-case hexadecimal digits", "take it from the registry, or leave it out");
