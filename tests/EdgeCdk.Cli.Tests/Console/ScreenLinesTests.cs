using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Tests.Console;

public sealed class ScreenLinesTests
{
    private const string Fault = "the edge makes an endpoint that the VPC has already, with private DNS: vpce-0a1b2c3d4e5f60718";

    [Fact]
    public void What_does_not_go_to_a_screen_stays_on_one_line() =>
        Assert.Equal(["FAILED  vpc  " + Fault], Lines("FAILED  vpc", "  " + Fault, null));

    [Fact]
    public void The_last_column_of_a_table_stays_a_column() => Assert.Equal(
        [
            "FAILED  vpc  the edge makes an endpoint",
            "             that the VPC has already,",
            "             with private DNS:",
            "             vpce-0a1b2c3d4e5f60718",
        ],
        Lines("FAILED  vpc", "  " + Fault, 40));

    [Fact]
    public void Columns_that_leave_no_room_stand_above_the_last_one() => Assert.Equal(
        [
            "FAILED  vpc.endpoints.kms",
            "    the edge makes an endpoint that the",
            "    VPC has already, with private DNS:",
            "    vpce-0a1b2c3d4e5f60718",
        ],
        Lines("FAILED  vpc.endpoints.kms  ", "  " + Fault, 40));

    [Theory]
    [InlineData("      aws cloudformation delete-stack --region eu-central-1 --stack-name Prerequisites-acme-prod")]
    [InlineData("  2. npx cdk destroy Edge-acme-prod --force --verbose --some --more --of --them")]
    public void A_command_is_copied_in_one_piece(string command) => Assert.Equal([command], Lines("", command, 30));

    // With dots, with quotes, in the middle of a sentence, and what is no command but code.
    [Theory]
    [InlineData("  ", "aws cloudformation deploy --region eu-central-1 --stack-name P --template-file prerequisites.template.json", "")]
    [InlineData("  ", "aws s3 cp catalog 's3://<bucket>/edge-cdk/' --recursive --exclude portfolio.template.json", "")]
    [InlineData("  ", "registry: { prefix: 123456789011.dkr.ecr.eu-central-1.amazonaws.com/acme/, credentials: none }", "")]
    [InlineData("Bring them: ", "npx edge images acme --to '<registry and path>' --output mirror.sh,", " before the next upgrade")]
    [InlineData("           do: see ", "aws ec2 describe-vpcs --filters 'Name=tag:Name,Values=a, b';", " then repeat it")]
    [InlineData("  do: ", "npx cdk destroy Edge-acme,", " or, without the CDK CLI, delete the stack. It deletes everything in that stack")]
    [InlineData("import key material into it ", "(aws kms import-key-material --key-id 0a1b2c3d-4e5f)", " as your procedures say")]
    [InlineData("", "npx edge template acme,", " then TEMPLATE_BUCKET='<bucket>' sh portable/acme.deploy.sh")]
    [InlineData("npx edge template acme, then ", "TEMPLATE_BUCKET='<bucket>' sh portable/acme.deploy.sh", "")]
    public void A_command_is_never_broken_inside_at_any_width(string before, string command, string after)
    {
        for (var width = 20; width <= 160; width++)
        {
            var lines = Lines("", before + command + after, width);

            Assert.Equal(Words(before + command + after), Words(string.Join(' ', lines)));
            Assert.Contains(lines, line => line.Contains(command, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_is_in_backticks_stays_together() => Assert.Equal(
        ["deploy it again with", "    `npx cdk deploy Edge-acme-prod --verbose`", "    or not"],
        Lines("deploy it again with `npx cdk deploy Edge-acme-prod --verbose` or not", "", 24));

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(33)]
    [InlineData(60)]
    [InlineData(200)]
    public void No_word_is_lost_or_cut_and_no_line_is_wider_than_the_screen_unless_by_one_word(int width)
    {
        const string Row = "                             do: " + Fault + "; (příliš žluťoučký)";

        (string Bold, string Plain)[] all = [("a.b.c", $"  {Fault}"), ("", Row), (Fault, ""), ("x: ", Fault), (Row, $"  {Row}")];

        foreach (var (bold, plain) in all)
        {
            var lines = Lines(bold, plain, width);

            Assert.Equal(Words(bold + plain), Words(string.Join(' ', lines)));
            Assert.All(lines, line => Assert.True(line.Length <= width || Words(line).Length == 1, line));
        }
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Lines(string bold, string plain, int? width) =>
        [.. ScreenLines.Of(bold, plain, width).Select(line => line.Bold + line.Plain)];
}
