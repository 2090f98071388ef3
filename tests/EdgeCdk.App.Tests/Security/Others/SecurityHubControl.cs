using System.Text.Json.Nodes;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>A control.</summary>
/// <param name="Id">Such as <c>ECS.5</c>.</param>
/// <param name="Severity">As AWS documents it.</param>
/// <param name="Type">The resource type that it looks at.</param>
/// <param name="Asks">What it asks for.</param>
/// <param name="IsMet">Whether a resource meets it, by its properties and the template.</param>
internal sealed record SecurityHubControl(
    string Id, string Severity, string Type, string Asks, Func<JsonObject, JudgedTemplate, bool> IsMet);
