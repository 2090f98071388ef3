using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>What can be read and should not be: variables, secrets and parameters of them.</summary>
public sealed class SecretJudgeTests
{
    private const string Lambda = "AWS::Lambda::Function";
    private const string Task = "AWS::ECS::TaskDefinition";

    [Theory]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("PASSWD", true)]
    [InlineData("ClientSecret", true)]
    [InlineData("accessToken", true)]
    [InlineData("CREDENTIALS", true)]
    [InlineData("API_KEY", true)]
    [InlineData("apikey", true)]
    [InlineData("AUTHORIZATION", true)]
    [InlineData("PRIVATE_KEY", true)]
    [InlineData("PRIVATEKEY", true)]
    [InlineData("KEY", false)]
    [InlineData("REGION", false)]
    public void A_variable_is_taken_for_a_secret_by_its_name(string name, bool isSecret)
    {
        var (ofLambda, ofTask) = (Variable(Lambda, name, "\"correct horse\""), Variable(Task, name, "\"correct horse\""));

        Assert.Equal(
            isSecret, ofLambda.Contains(
                $"! weakened: Function has the variable {name} in plain text in the template [Properties.Environment.Variables.{name}]",
                StringComparison.Ordinal));
        Assert.Equal(
            isSecret, ofTask.Contains(
                $"! weakened: TaskDefinition has the variable {name} in plain text in the template "
                    + "[Properties.ContainerDefinitions[0].Environment[0]]", StringComparison.Ordinal));
        Assert.DoesNotContain("correct horse", ofLambda + ofTask, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"arn:aws:s3:::secrets/a\"")]
    [InlineData("\"{{resolve:secretsmanager:a}}\"")]
    [InlineData("\"false\"")]
    [InlineData("\"86400000\"")]
    [InlineData("""{"Ref": "Secret"}""")]
    public void An_address_of_a_secret_a_switch_or_a_number_is_none(string value) => Assert.All(
        (string[])[Lambda, Task],
        type => Assert.DoesNotContain("!", Variable(type, "TOKEN", value), StringComparison.Ordinal));

    [Theory]
    [InlineData("abcdef", true)]
    [InlineData("abcde", false)]
    public void A_text_of_few_letters_is_a_switch(string value, bool isSecret) => Assert.All(
        (string[])[Lambda, Task],
        type => Assert.Equal(isSecret, Variable(type, "TOKEN", $"\"{value}\"").Contains("! weakened", StringComparison.Ordinal)));

    [Fact]
    public void Only_variables_are_taken_for_secrets() => Assert.DoesNotContain(
        "!", SmallStack.Review(
            "AWS::CloudWatch::Alarm", "{}", """{"Dimensions": [{"Name": "TOKEN", "Value": "correct horse"}]}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\"secret\"", true)]
    [InlineData("\"{{resolve:ssm-secure:a}}\"", false)]
    [InlineData("""{"Ref": "Password"}""", false)]
    public void A_secret_that_the_template_holds_is_told(string text, bool isTold)
    {
        var told = SmallStack.Review(
            "AWS::SecretsManager::Secret", """{"KmsKeyId": "k"}""",
            $$$"""{"KmsKeyId": "k", "SecretString": {{{text}}} }""");

        Assert.Equal(isTold, told.Contains("! weakened: Secret holds its secret in plain text in the template", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_type_may_have_a_text_of_that_name() => Assert.DoesNotContain(
        "!", SmallStack.Review("AWS::SSM::Parameter", "{}", """{"SecretString": "a text"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"Ref": "Password"}""", true)]
    [InlineData("""{"Fn::Sub": "user:${Password}"}""", true)]
    [InlineData("""{"Fn::Sub": "user:${Port}"}""", false)]
    [InlineData("""{"Ref": "Port"}""", false)]
    public void A_secret_parameter_is_told_wherever_it_can_be_read(string value, bool isTold)
    {
        const string words = "is given a secret parameter, which can then be read in its settings [Properties.Value]";

        Assert.Equal(
            isTold ? $"! weakened: Parameter {words}" : "updated: Parameter is updated: SSM Parameter [Properties.Value]",
            Parameter("\"a\"", value));
        Assert.DoesNotContain("weakened", Parameter(value, value), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_be_made_of_a_secret_parameter() => Assert.DoesNotContain(
        "secret parameter", Parameter("\"a\"", """{"Ref": "Password"}""", "AWS::SecretsManager::Secret"), StringComparison.Ordinal);

    private static string Variable(string type, string name, string value) => type == Lambda
        ? SmallStack.Review(
            Lambda, """{"Environment": {"Variables": {}}}""",
            $$$"""{"Environment": {"Variables": {"{{{name}}}": {{{value}}} } } }""")
        : SmallStack.Review(
            Task, """{"ContainerDefinitions": [{"Environment": []}]}""",
            $$$"""{"ContainerDefinitions": [{"Environment": [{"Name": "{{{name}}}", "Value": {{{value}}} }]}]}""");

    private static string Parameter(string before, string after, string type = "AWS::SSM::Parameter")
    {
        JsonObject Template(string value, string description)
        {
            var template = SmallStack.Template(
                $$$"""
                {"Parameter": {"Type": "{{{type}}}", "Properties": {
                    "KmsKeyId": "k", "Value": {{{value}}}, "Description": "{{{description}}}"} } }
                """);
            template["Parameters"] = JsonNode.Parse(
                """{"Password": {"NoEcho": true}, "Port": {"Type": "String"}, "Key": {"NoEcho": "true"}}""");
            return template;
        }

        return SmallStack.Review(Template(before, "a"), Template(after, before == after ? "b" : "a"));
    }
}
