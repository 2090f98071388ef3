namespace EdgeCdk.Config.Reference;

/// <summary>What may stand behind a key.</summary>
internal enum KeyKind
{
    Value,
    List,
    Block,

    /// <summary>A block whose keys are not properties of a record; <see cref="ConfigKey.ItemNames"/> are the ones it may have.</summary>
    Map,
}
