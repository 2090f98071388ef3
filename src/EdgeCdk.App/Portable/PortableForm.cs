using Amazon.CDK;
using Constructs;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.App.Portable;

/// <summary>The parameters of the portable template, and the conditions that depend on their values.</summary>
internal sealed class PortableForm
{
    // A scope of its own, so that ids do not clash with those of the parts of the edge. Logical ids are set to the bare names.
    private readonly Construct _scope;
    private readonly Dictionary<string, CfnParameter> _parameters;

    /// <param name="stack">The stack.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="looksUp">Whether CloudFormation looks values up in the account that gets the template.</param>
    public PortableForm(Stack stack, IReadOnlyList<PortableParameter> parameters, bool looksUp)
    {
        LooksUp = looksUp;
        _scope = new Construct(stack, "Form");
        _parameters = parameters.ToDictionary(parameter => parameter.Name, Create);
        var metadata = stack.TemplateOptions.Metadata?.ToDictionary() ?? [];
        metadata["AWS::CloudFormation::Interface"] = Headings(parameters);
        stack.TemplateOptions.Metadata = metadata;
    }

    /// <summary>Whether CloudFormation looks values up in the account that gets the template, which then is that of the edge.</summary>
    public bool LooksUp { get; }

    /// <summary>The value of a parameter.</summary>
    public string Text(string name) => _parameters[name].ValueAsString;

    /// <summary>The value of a parameter that is a number.</summary>
    public double Number(string name) => _parameters[name].ValueAsNumber;

    /// <summary>True when the parameter has the value.</summary>
    public When Is(string id, string name, string value) => IsTrue(id, Fn.ConditionEquals(Text(name), value));

    /// <summary>True when the parameter is not empty.</summary>
    public When Has(string id, string name) => HasText(id, Text(name));

    /// <summary>True when a text made of parameters is not empty.</summary>
    public When HasText(string id, string text) => IsTrue(id, Differs(text, ""));

    /// <summary>True when the parameter, a number, is not zero.</summary>
    public When IsNotZero(string id, string name) => IsTrue(id, Differs(Token.AsString(Number(name)), "0"));

    /// <summary>True when an expression is.</summary>
    public When IsTrue(string id, ICfnConditionExpression expression)
    {
        var condition = new CfnCondition(_scope, id, new CfnConditionProps { Expression = expression });
        condition.OverrideLogicalId(id);
        return When.Holds(condition);
    }

    /// <summary>True when any of the others is.</summary>
    public When Any(string id, IEnumerable<When> others)
    {
        // CloudFormation takes ten at a time.
        var groups = others.Select(ICfnConditionExpression (other) => other.Condition!).Chunk(10).Select(Or).ToArray();
        return IsTrue(id, Or(groups));
    }

    /// <summary>The value of an optional parameter.</summary>
    public Conditional<string> Optional(string id, string name) => new(Text(name), Has(id, name));

    /// <summary>Items of a parameter that separates them with commas, up to a number of them.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="most">Most items.</param>
    /// <param name="id">What the ids of the conditions begin with.</param>
    public Conditional<string>[] Listed(string name, int most, string id)
    {
        // Padded: there is something to select, be it empty, whatever the number of items.
        var items = Fn.Split(",", $"{Text(name)}{new string(',', most)}");
        return [.. Enumerable.Range(1, most).Select(number => Item(Fn.Select(number - 1, items), $"{id}{number}"))];
    }

    /// <summary>Whether a parameter that separates items with commas has one.</summary>
    public ICfnConditionExpression Contains(string name, string item)
    {
        // CloudFormation cannot search: cutting the item out changes the text only if it is there.
        var items = $",{Text(name)},";
        return Differs(Fn.Join("", Fn.Split($",{item},", items)), items);
    }

    public static ICfnConditionExpression Differs(string left, string right) => Fn.ConditionNot(Fn.ConditionEquals(left, right));

    private static ICfnConditionExpression Or(ICfnConditionExpression[] conditions) =>
        conditions is [var only] ? only : Fn.ConditionOr(conditions);

    private Conditional<string> Item(string text, string id) => new(text, HasText(id, text));

    private CfnParameter Create(PortableParameter parameter)
    {
        var resource = new CfnParameter(_scope, parameter.Name, Properties(parameter));
        resource.OverrideLogicalId(parameter.Name);
        return resource;
    }

    private CfnParameterProps Properties(PortableParameter parameter)
    {
        var existingType = LooksUp ? parameter.ExistingType : null;
        var isFreeText = existingType is null && parameter is { Type: "String", AllowedValues.Count: 0 };
        return new CfnParameterProps
        {
            Type = existingType ?? parameter.Type,
            Description = parameter.Description,
            Default = parameter.Default,
            AllowedPattern = existingType is null ? parameter.Pattern : null,
            AllowedValues = parameter.AllowedValues.Count == 0 ? null : [.. parameter.AllowedValues],
            MaxLength = isFreeText ? parameter.MaxLength : null,
            MinValue = parameter.Minimum,
            MaxValue = parameter.Maximum,
            ConstraintDescription = parameter.Constraint,
            NoEcho = parameter.IsSecret ? true : null,
        };
    }

    private static Dictionary<string, object> Headings(IReadOnlyList<PortableParameter> parameters) => new()
    {
        ["ParameterGroups"] = parameters.GroupBy(parameter => parameter.Group).Select(group => new Dictionary<string, object>
        {
            ["Label"] = Label(group.Key),
            ["Parameters"] = group.Select(parameter => parameter.Name).ToArray(),
        }).ToArray(),
        ["ParameterLabels"] = parameters.ToDictionary(parameter => parameter.Name, object (parameter) => Label(parameter.Label)),
    };

    private static Dictionary<string, object> Label(string text) => new() { ["default"] = text };
}
