using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>One request that a row of the contract stands for, on one edge.</summary>
public sealed record ContractCase(string Edge, Principal Principal, Row Row, bool May, AccessRequest Request)
{
    /// <summary>For messages.</summary>
    public override string ToString()
    {
        var when = string.Join("", Row.When.Select(pair => $", {pair.Key} = {pair.Value}"));
        return
            $"{Edge}: {Request.Principal.Split(':')[^1]} {(May ? "may" : "may not")} {Request.Action} on {Request.Resource}{when} "
                + $"({Principal.Name}: {Row.Why})";
    }
}
