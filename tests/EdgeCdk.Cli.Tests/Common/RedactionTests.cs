using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Common;

/// <summary>What may be told to others, and what may not.</summary>
public sealed class RedactionTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    [Theory]
    [InlineData("password=hunter2x", "password=[redacted: named secret]")]
    [InlineData("login with PASSWORD=hunter2x, user=bob", "login with PASSWORD=[redacted: named secret], user=bob")]
    [InlineData("Server=db;Pwd=hunter2x", "Server=db;Pwd=[redacted: named secret]")]
    [InlineData(
        """{"user":"bob","password":"hunt\"er2x","host":"db"}""", """{"user":"bob","password":"[redacted: named secret]","host":"db"}""")]
    [InlineData(
        """{"message":"{\"password\":\"hunter2x\",\"user\":\"bob\"}"}""",
        """{"message":"{\"password\":\"[redacted: named secret]\",\"user\":\"bob\"}"}""")]
    [InlineData("""{"token":1234567890}""", """{"token":[redacted: named secret]}""")]
    [InlineData("""{"tokens":["hunter2x","hunter3x"]}""", """{"tokens":[[redacted: named secret]]}""")]
    [InlineData("""{"name":"DB_PASSWORD","value":"hunter2x"}""", """{"name":"DB_PASSWORD","value":"[redacted: named secret]"}""")]
    [InlineData("""{"value":"hunter2x","name":"DB_PASSWORD"}""", """{"value":"[redacted: named secret]","name":"DB_PASSWORD"}""")]
    [InlineData(
        """{"ParameterKey": "RegistryPassword", "ParameterValue": "hunter2x"}""",
        """{"ParameterKey": "RegistryPassword", "ParameterValue": "[redacted: named secret]"}""")]
    [InlineData("dbPassword: correct horse battery", "dbPassword: [redacted: named secret]")]
    [InlineData("  client-secret: 'hunter2x' # ours", "  client-secret: '[redacted: named secret]' # ours")]
    [InlineData("- name: API_KEY\n  value: hunter2x", "- name: API_KEY\n  value: [redacted: named secret]")]
    [InlineData("<dbPassword>hunter2x</dbPassword>", "<dbPassword>[redacted: named secret]</dbPassword>")]
    [InlineData("java -jar a.jar --db-password hunter2x --verbose", "java -jar a.jar --db-password [redacted: named secret] --verbose")]
    [InlineData("""["--password","hunter2x"]""", """["--password","[redacted: named secret]"]""")]
    [InlineData("curl -u bob:hunter2x https://db", "curl -u bob:[redacted: named secret] https://db")]
    [InlineData("ALTER USER bob IDENTIFIED BY hunter2x", "ALTER USER bob IDENTIFIED BY [redacted: named secret]")]
    [InlineData("the password is 'hunter2x'", "the password is '[redacted: named secret]'")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "aws_secret_access_key = [redacted: named secret]")]
    [InlineData("Authorization: Basic Ym9iOmh1bnRlcjI=", "Authorization: [redacted: authorization]")]
    [InlineData(
        """headers {"Authorization":["Bearer hunter2x"],"Host":"db"}""",
        """headers {"Authorization":[[redacted: authorization]],"Host":"db"}""")]
    [InlineData(
        "> authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261123, Signature=fe5f80",
        "> authorization: [redacted: authorization]")]
    [InlineData("sent Bearer hunter2x to db", "sent Bearer [redacted: authorization] to db")]
    [InlineData(
        "GET https://b.s3.amazonaws.com/k?X-Amz-Signature=fe5f80f7&x=1 403",
        "GET https://b.s3.amazonaws.com/k?X-Amz-Signature=[redacted: named secret] 403")]
    [InlineData(
        "GET https://a.blob.core.windows.net/c/k?sv=2024-11-04&sig=fe5%2Bf80f7%3D&sp=r 403",
        "GET https://a.blob.core.windows.net/c/k?sv=2024-11-04&sig=[redacted: named secret]&sp=r 403")]
    [InlineData(
        """{"url":"https://a.blob.core.windows.net/c/k?sv=2024-11-04\u0026sig=fe5%2Bf80f7%3D\u0026sp=r"}""",
        """{"url":"https://a.blob.core.windows.net/c/k?sv=2024-11-04\u0026sig=[redacted: named secret]\u0026sp=r"}""")]
    [InlineData(
        """{"auths":{"mirror.example.com":{"auth":"Ym9iOmh1bnRlcjI="}}}""",
        """{"auths":{"mirror.example.com":{"auth":"[redacted: named secret]"}}}""")]
    [InlineData("""{"message":"{\"auth\": \"Ym9iOmh1bnRlcjI=\"}"}""", """{"message":"{\"auth\": \"[redacted: named secret]\"}"}""")]
    [InlineData("jdbc:postgresql://bob:hu/nt@er2x@db:5432/x", "jdbc:postgresql://[redacted: credentials in a URL]@db:5432/x")]
    [InlineData("jdbc:oracle:thin:scott/hunter2x@db", "jdbc:oracle:thin:[redacted: credentials in a URL]@db")]
    [InlineData("https://ghx@github.com/a", "https://[redacted: credentials in a URL]@github.com/a")]
    [InlineData("got " + Jwt + " back", "got [redacted: JWT] back")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE is used", "key [redacted: AWS access key] is used")]
    [InlineData("temporary ASIAIOSFODNN7EXAMPLE", "temporary [redacted: AWS access key]")]
    [InlineData("is wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY there", "is [redacted: AWS secret key] there")]
    [InlineData("is IQoJb3JpZ2luX2VjEJr//abc+123== there", "is [redacted: AWS session token] there")]
    [InlineData("is ghp_0123456789abcdefghij there", "is [redacted: service token] there")]
    [InlineData("wrote to Bob.Smith+x@mail.example.co.uk.", "wrote to [redacted: e-mail address].")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\nrest", "[redacted: private key]\nrest")]
    [InlineData(
        """{"pem":"-----BEGIN PRIVATE KEY-----\nMIIEow\n-----END PRIVATE KEY-----\n"}""", """{"pem":"[redacted: private key]\n"}""")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEow", "[redacted: private key]")]
    [InlineData("first\nMIIEowIBAAKCAQEA1234abcd\nIBAAKCAQEA1234abcd5678\n-----END PRIVATE KEY-----", "first\n[redacted: private key]")]
    public void A_secret_is_taken_out_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, new Redaction().Redact("file", text));

    [Theory]
    [InlineData("registry: { secretArn: arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/registry-AbCdEf }")]
    [InlineData("  secretKeyArn: arn:aws:kms:eu-central-1:123456789011:key/1111abcd-12ab-34cd-56ef-1234567890ab  # in quotes")]
    [InlineData("endpoints: { s3: create, kms: create, secretsManager: existing, sqs: create }")]
    [InlineData("registry: { prefix: mirror.example.com/edge/, credentials: none }")]
    [InlineData(
        "unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: i/o timeout")]
    [InlineData("An error occurred (ExpiredToken) when calling the DescribeStacks operation")]
    [InlineData("ataccama.azurecr.io/saas-edge/plane-manager@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("commit 6983905aa1b2c3d4e5f60718293a4b5c6d7e8f90 deployed")]
    [InlineData("Edge-demo/MetadataBrowsing/Function/Version MetadataBrowsingFunctionVersion2D5787F11afba43e2a107648528a2e8954152305")]
    [InlineData("ObservabilityConfigurationBucke11428C25EB of the stack")]
    [InlineData("https://sqs.eu-central-1.amazonaws.com:443/123456789011/Edge-demo-JobStatusQueue?x=a@b")]
    [InlineData("User: arn:aws:sts::123456789011:assumed-role/demo-plane-manager/x is not authorized to perform: sts:AssumeRole")]
    [InlineData("2026-11-23T00:10:50Z connector 3 of 12 copied to /mnt/drivers/postgresql-42.7.4.jar")]
    public void What_helps_to_find_a_fault_stays(string text) => Assert.Equal(text, new Redaction().Redact("file", text));

    [Theory]
    [InlineData(
        "arn:aws:iam::123456789011:role/x of arn:aws:iam::999988887777:role/y",
        "arn:aws:iam::[redacted: account id]:role/x of arn:aws:iam::999988887777:role/y")]
    [InlineData("at 1795392000000 in 1234-5678-9011", "at 1795392000000 in [redacted: account id]")]
    public void Accounts_are_hidden_only_when_that_is_asked(string text, string expected)
    {
        Assert.Equal(text, new Redaction().Redact("file", text));
        Assert.Equal(expected, new Redaction(account => account != "999988887777").Redact("file", text));
    }

    [Fact]
    public void What_was_taken_out_is_counted_by_line_and_told_without_the_value()
    {
        var redaction = new Redaction();

        redaction.Redact("b.log", "password=hunter2x password=hunter3x\nnothing\npassword=hunter2x\n");
        redaction.Redact("b.log", "-----BEGIN PRIVATE KEY-----\nMIIEow\n-----END PRIVATE KEY-----\n");
        redaction.Redact("a.log", "bob@example.com");
        redaction.Redact("c.log", "nothing");

        Assert.Equal(
            [new Redacted("a.log", "e-mail address", 1), new Redacted("b.log", "named secret", 2), new Redacted("b.log", "private key", 3)],
            redaction.Taken);
    }

    [Theory]
    [InlineData("a", 40_000)]
    [InlineData("}", 8_000)]
    [InlineData("password", 4_000)]
    [InlineData("a.b@", 8_000)]
    [InlineData("/etc/x", 8_000)]
    public void The_work_grows_with_the_length_of_a_line_and_not_with_its_square(string part, int count)
    {
        Assert.InRange(
            Effort.AllocationGrowth(size => new Redaction().Redact("file", string.Concat(Enumerable.Repeat(part, size))), count), 0, 5);
        Assert.InRange(Effort.Growth(size => new Redaction().Redact("file", string.Concat(Enumerable.Repeat(part, size))), count), 0, 12);
    }
}
