using Amazon.CDK;
using Constructs;

namespace EdgeCdk;

/// <summary>A parameter of a template that is a text.</summary>
internal sealed record StringParameter
{
    /// <summary>Its construct id and, in the scope of the stack, its logical id.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>What a value must be, for the message of CloudFormation.</summary>
    public required string Constraint { get; init; }

    /// <summary>Regular expression for the whole value. Default: any.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values there are. Default: any.</summary>
    public string[]? AllowedValues { get; init; }

    /// <summary>Least number of characters. Default: none.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters. Default: as many as CloudFormation takes.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The value when none is given. Default: null, one must be given.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the value is never shown. Default: false.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Adds the parameter to a template.</summary>
    public CfnParameter Create(Construct scope) => new(scope, Name, new CfnParameterProps
    {
        Type = "String",
        NoEcho = IsSecret ? true : null,
        Description = Description,
        MinLength = MinLength,
        MaxLength = MaxLength,
        AllowedPattern = Pattern,
        AllowedValues = AllowedValues,
        ConstraintDescription = Constraint,
        Default = Default,
    });
}
