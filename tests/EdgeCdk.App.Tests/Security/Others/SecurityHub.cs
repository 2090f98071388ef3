namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>Holds the controls of AWS Security Hub's standard that a template can answer against templates.</summary>
internal static class SecurityHub
{
    /// <summary>What the controls say about a template.</summary>
    public static Verdict Check(JudgedTemplate template)
    {
        var judged =
            from control in SecurityHubControls.All
            from resource in template.OfType(control.Type)
            select (control.Id, Path: template.PathOf(resource.LogicalId), IsMet: control.IsMet(resource.Properties, template));
        var all = judged.ToList();
        return new Verdict(
            all.Where(one => !one.IsMet).Select(one => new RuleFinding(one.Id, one.Path)).ToHashSet(),
            all.Select(one => one.Id).ToHashSet());
    }
}
