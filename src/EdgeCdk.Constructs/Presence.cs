using Amazon.CDK;
using Constructs;

namespace EdgeCdk.Constructs;

/// <summary>
/// Whether a part of the stack is there: known when the template is made, or a condition that CloudFormation decides with the
/// values of parameters. Constructs are told which, and need not know why.
/// </summary>
public sealed class Presence
{
    private static readonly Dictionary<string, object> Nothing = new() { ["Ref"] = "AWS::NoValue" };

    private readonly string? _conditionId;

    private Presence(bool isPossible, CfnCondition? condition)
    {
        IsPossible = isPossible;
        (Condition, _conditionId) = (condition, condition?.LogicalId);
    }

    public static Presence Always { get; } = new(true, null);

    public static Presence Never { get; } = new(false, null);

    /// <summary>False only for <see cref="Never"/>: what cannot be there need not be made.</summary>
    public bool IsPossible { get; }

    /// <summary>The condition; null when it is known.</summary>
    public CfnCondition? Condition { get; }

    private bool IsKnown => Condition is null;

    /// <summary>Known now.</summary>
    public static Presence Of(bool isThere) => isThere ? Always : Never;

    /// <summary>Decided by a condition of the template.</summary>
    public static Presence When(CfnCondition condition) => new(true, condition);

    /// <summary>There when both are.</summary>
    /// <param name="scope">Parent of the condition, if it takes one.</param>
    /// <param name="id">Its id.</param>
    /// <param name="other">The other.</param>
    public Presence And(Construct scope, string id, Presence other)
    {
        if (!IsPossible || !other.IsPossible)
            return Never;
        if (IsKnown || other.IsKnown)
            return IsKnown ? other : this;
        return When(new CfnCondition(scope, id, new CfnConditionProps { Expression = Fn.ConditionAnd(Condition!, other.Condition!) }));
    }

    /// <summary>A part of a template, as CloudFormation writes it, that is left out when it is not there; null when it cannot be.</summary>
    public object? Value(object value) => Either(value, null);

    /// <summary>One part of a template or, when it is not there, the other. Default of the other: left out.</summary>
    public object? Either(object value, object? otherwise) =>
        !IsPossible ? otherwise : IsKnown ? value : If(value, otherwise);

    /// <summary>A text that is left out of lists and maps when it is not there.</summary>
    public string Text(string text) => Either(text, (string?)null)!;

    /// <summary>One text or, when it is not there, the other. Default of the other: left out.</summary>
    public string? Either(string text, string? otherwise) =>
        !IsPossible ? otherwise : IsKnown ? text : Token.AsString(If(text, otherwise));

    /// <summary>One number or, when it is not there, the other.</summary>
    public double Either(double number, double otherwise) =>
        !IsPossible ? otherwise : IsKnown ? number : Token.AsNumber(If(number, otherwise));

    /// <summary>Makes a resource, or all resources below a construct, be there only then. Those with a condition of their own keep it.</summary>
    public void Apply(IConstruct tree)
    {
        if (IsKnown)
            return;
        foreach (var resource in tree.Node.FindAll().OfType<CfnResource>().Where(resource => resource.CfnOptions.Condition is null))
            resource.CfnOptions.Condition = Condition;
    }

    private Dictionary<string, object> If(object value, object? otherwise) => new() { ["Fn::If"] = new[] { _conditionId!, value, otherwise ?? Nothing } };
}

/// <summary>Something that may be there.</summary>
/// <param name="Value">What it is, when it is there.</param>
/// <param name="Presence">Whether it is.</param>
public readonly record struct Maybe<T>(T Value, Presence Presence);
