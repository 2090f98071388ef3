namespace EdgeCdk.Lambdas;

/// <summary>What a function needs to run in a VPC.</summary>
internal static class FunctionNetwork
{
    /// <summary>
    /// What Lambda itself needs to join: written out, since AWS's managed policy would also allow the function to create log groups,
    /// and denied to the code that runs, which has no business with network interfaces.
    /// </summary>
    public static Statement[] AllowJoin(EdgeContext edge)
    {
        string[] actions =
        [
            "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
        ];
        return
        [
            Statement.Allow("JoinVpc", actions, "*")
                .Because("Lambda makes network interfaces whose ids nobody knows before; the code that runs is denied the same"),
            Statement.Deny("RefuseCodeTheSame", actions, "*")
                .When("ArnLike", "lambda:SourceFunctionArn", edge.Arn("lambda", "function:*")),
        ];
    }
}
