using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for what the vendor gives for one edge.</summary>
internal static class ControlPlaneParameters
{
    private const string Group = "Control plane: given by the vendor";

    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release) =>
    [
        PortableParameter.Of(
            "EdgeAccessRoleArn", Group, "Edge-access role", "controlPlane.edgeAccessRoleArn",
            edge => edge.Config.ControlPlane.EdgeAccessRoleArn),
        .. release.Reads(Facts.EdgeAccessExternalId) ? [ExternalId()] : (PortableParameter[])[],
        .. release.Functions.Keys.Order().Select(function => Queue(FunctionTraitsAttribute.Of(function))),
        PortableParameter.Of(
                "QueueKeyArn", Group, "Key of both queues", "controlPlane.queueKeyArn", edge => edge.Config.ControlPlane.QueueKeyArn)
            .Optional("no KMS key encrypts the queues"),
        PortableParameter.Of(
            "EventSources", Group, "Functions read their queues", "controlPlane.eventSources",
            edge => Names.Value(edge.Config.ControlPlane.EventSources)) with
        {
            Description = "Whether the functions read their queues. AWS refuses that before the vendor has registered the edge: "
                + "disabled at first, enabled afterwards.",
            Constraint = "must be disabled for a first deployment, or enabled once the vendor has registered the edge",
        },
    ];

    private static PortableParameter ExternalId() => PortableParameter.Of(
            "EdgeAccessExternalId", Group, "External id of that role", "controlPlane.edgeAccessExternalId",
            edge => edge.Config.ControlPlane.EdgeAccessExternalId)
        .Optional("the role asks for none");

    private static PortableParameter Queue(FunctionTraitsAttribute function) => PortableParameter.Of(
        function.QueueArn, Group, function.QueueTitle, function.QueueArnKey, edge => function.QueueArnIn(edge.Config.ControlPlane));
}
