namespace EdgeCdk.Tests.Support;

/// <summary>References to resources by construct path, for the patterns of the CDK library's assertions.</summary>
public static class References
{
    /// <summary>What Ref gives of the resource at a construct path.</summary>
    public static Map Ref(this SynthesizedTemplate template, string path) => new() { ["Ref"] = template.At(path).LogicalId };

    /// <summary>An attribute of the resource at a construct path.</summary>
    public static Map GetAtt(this SynthesizedTemplate template, string path, string attribute = "Arn") =>
        new() { ["Fn::GetAtt"] = new[] { template.At(path).LogicalId, attribute } };

    /// <summary>A text of parts, some of which are references.</summary>
    public static Map Join(params object[] parts) => new() { ["Fn::Join"] = new object[] { "", parts } };
}
