using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>Pages of reviews of the demo edge.</summary>
internal static class ReviewedPage
{
    /// <summary>A log group whose change needs a decision.</summary>
    public const string LogGroup = "PlaneManager/Task/Logs/LogGroup";

    /// <summary>The page of a change.</summary>
    public static string Of(Session session, Action<JsonObject> change)
    {
        var template = Templates.Of(EdgeFiles.Demo);
        session.Write("base.json", template.ToJsonString());
        change(template);
        session.Write("head.json", template.ToJsonString());
        return session.Run("review", "--base", "base.json", "--head", "head.json", "--html").Output;
    }

    /// <summary>Gives the log group another name.</summary>
    public static void Rename(JsonObject template) => template.PropertiesAt(LogGroup)["LogGroupName"] = "/elsewhere";

    /// <summary>The same, and 400 new resources.</summary>
    public static void AddHundreds(JsonObject template)
    {
        Rename(template);
        for (var index = 0; index < 400; index++)
        {
            template["Resources"]![$"Topic{index}"] = new JsonObject
            {
                ["Type"] = "AWS::SNS::Topic",
                ["Metadata"] = new JsonObject { ["aws:cdk:path"] = $"Edge-demo/Topics/Topic{index}/Topic" },
            };
        }
    }
}
