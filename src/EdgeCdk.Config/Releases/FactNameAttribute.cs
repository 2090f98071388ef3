using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Releases;

/// <summary>The name of a fact.</summary>
internal sealed class FactNameAttribute() : OneOfAttribute([.. Facts.All.Select(fact => fact.Name)])
{
    public override string Remedy => "the runtime contract lists what each is; a fixed value belongs to constants";

    public override Refusal Refuse(object value) =>
        Names.Closest((string)value, Facts.All.Select(fact => fact.Name)) is { } meant
            ? base.Refuse(value) with { Remedy = $"did you mean {meant}?" }
            : base.Refuse(value);
}
