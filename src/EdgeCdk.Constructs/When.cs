using Amazon.CDK;
using Constructs;

namespace EdgeCdk;

/// <summary>
/// When a part of the stack exists: known when the template is made, or decided by a condition of CloudFormation with the values of
/// parameters. Constructs are given the answer and need not know the reason.
/// </summary>
internal sealed class When
{
    private static readonly Dictionary<string, object> NoValue = new() { ["Ref"] = "AWS::NoValue" };

    private readonly string? _conditionId;

    private When(bool isPossible, CfnCondition? condition)
    {
        IsPossible = isPossible;
        (Condition, _conditionId) = (condition, condition?.LogicalId);
    }

    public static When Always { get; } = new(true, null);

    public static When Never { get; } = new(false, null);

    /// <summary>False only for <see cref="Never"/>: such a part need not be created.</summary>
    public bool IsPossible { get; }

    /// <summary>The condition; null when the answer is known.</summary>
    public CfnCondition? Condition { get; }

    private bool IsKnown => Condition is null;

    /// <summary>Known now: always or never.</summary>
    public static When Is(bool isTrue) => isTrue ? Always : Never;

    /// <summary>Decided by a condition of the template.</summary>
    public static When Holds(CfnCondition condition) => new(true, condition);

    /// <summary>When both are true.</summary>
    /// <param name="scope">Parent of the condition, if one is needed.</param>
    /// <param name="id">Id of the condition.</param>
    /// <param name="other">The other.</param>
    public When And(Construct scope, string id, When other)
    {
        if (!IsPossible || !other.IsPossible)
            return Never;
        if (IsKnown || other.IsKnown)
            return IsKnown ? other : this;
        return Holds(new CfnCondition(scope, id, new CfnConditionProps { Expression = Fn.ConditionAnd(Condition!, other.Condition!) }));
    }

    /// <summary>
    /// A part of a template, as CloudFormation writes it, that is left out when this is false; null when it never exists.
    /// </summary>
    public object? IfTrue(object value) => IfElse(value, null);

    /// <summary>A text that is left out of lists and maps when this is false.</summary>
    public string IfTrue(string text) => IfElse(text, (string?)null)!;

    /// <summary>One part of a template if this is true, another one if not. Null in place of the other: left out.</summary>
    public object? IfElse(object value, object? otherwise)
    {
        if (!IsPossible)
            return otherwise;
        return IsKnown ? value : If(value, otherwise);
    }

    /// <summary>One text if this is true, another one if not. Null in place of the other: left out.</summary>
    public string? IfElse(string text, string? otherwise)
    {
        if (!IsPossible)
            return otherwise;
        return IsKnown ? text : Token.AsString(If(text, otherwise));
    }

    /// <summary>One number if this is true, another one if not.</summary>
    public double IfElse(double number, double otherwise)
    {
        if (!IsPossible)
            return otherwise;
        return IsKnown ? number : Token.AsNumber(If(number, otherwise));
    }

    /// <summary>
    /// Gives the condition to a resource, or to all resources below a construct. A resource that has a condition already keeps it.
    /// </summary>
    public void ApplyTo(IConstruct tree)
    {
        if (IsKnown)
            return;
        foreach (var resource in tree.Node.FindAll().OfType<CfnResource>().Where(resource => resource.CfnOptions.Condition is null))
            resource.CfnOptions.Condition = Condition;
    }

    private Dictionary<string, object> If(object value, object? otherwise) =>
        new() { ["Fn::If"] = new[] { _conditionId!, value, otherwise ?? NoValue } };
}
