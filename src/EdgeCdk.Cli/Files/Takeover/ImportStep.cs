namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The import of what is kept, and how it is taken back.</summary>
/// <param name="plan">What the plan is made from.</param>
internal sealed class ImportStep(TakeoverContext plan)
{
    /// <summary>How the stack is deleted without what was imported.</summary>
    public string Back =>
        $"`{Aws("delete-stack")}` after `{Aws("update-termination-protection")} --no-enable-termination-protection`: "
            + "every resource in it has the deletion policy Retain, so that nothing is deleted";

    /// <summary>The command that gives the stack the template of the import again.</summary>
    public string Again => $"{Aws("update-stack")} {TemplateOption}{Capabilities}";

    private string TemplateFile => $"{plan.Directory}/assembly/{plan.Names.Stack}.template.json";

    private string TemplateOption => plan.TemplateSize > ImportTemplate.LongestInCall
        ? "--template-url \"$TEMPLATE_URL\"" : $"--template-body file://{TemplateFile}";

    private string Capabilities => plan.Imported.Any(item => item.Resource.Type == "aws_iam_role") ? " --capabilities "
        + "CAPABILITY_NAMED_IAM" : "";

    /// <summary>The step.</summary>
    public TakeoverStep Step() => new(
        "Import what is kept", "you", "nothing", $"{Back}; then `terraform state push -force before.tfstate`")
    {
        Text =
        [
            $"The stack {plan.Names.Stack} gets {plan.Imported.Count()} resources as they are. An import changes nothing of "
                + "them but adds CloudFormation's tags. Every action of the change set must be Import.",
            $"With the CDK CLI instead of the AWS CLI: `npx cdk import {plan.Names.Stack} --app {plan.Directory}/assembly "
                + $"--resource-mapping {plan.Directory}/resource-mapping.json`.",
            "If it fails, CloudFormation rolls it back, and the resources are as they were: delete the stack, correct the cause it "
                + "names in its events, and repeat the step.",
        ],
        Commands = [.. Upload(), .. Commands()],
    };

    private string Aws(string operation) => $"aws cloudformation {operation} --region {plan.Region} --stack-name {plan.Names.Stack}";

    private string ChangeSet(string operation) => $"{Aws(operation)} --change-set-name import";

    private IEnumerable<string> Upload()
    {
        if (plan.TemplateSize <= ImportTemplate.LongestInCall)
            yield break;
        yield return $"aws s3 cp {TemplateFile} \"s3://$TEMPLATE_BUCKET/{plan.Names.Stack}.template.json\"";
        yield return $"TEMPLATE_URL=\"https://$TEMPLATE_BUCKET.s3.{plan.Region}.amazonaws.com/{plan.Names.Stack}.template.json\"";
    }

    private IEnumerable<string> Commands() =>
    [
        $"{ChangeSet("create-change-set")} --change-set-type IMPORT {TemplateOption} "
            + $"--resources-to-import file://{plan.Directory}/resources-to-import.json{Capabilities}",
        ChangeSet("wait change-set-create-complete"),
        $"{ChangeSet("describe-change-set")} --query 'Changes[].ResourceChange.[Action,LogicalResourceId]' --output text",
        ChangeSet("execute-change-set"),
        Aws("wait stack-import-complete"),
        $"{Aws("update-termination-protection")} --enable-termination-protection",
    ];
}
