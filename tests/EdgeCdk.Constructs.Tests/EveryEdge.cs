using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests;

/// <summary>The names of all edge files, for what must hold in every template.</summary>
public sealed class EveryEdge() : TheoryData<string>(EdgeFiles.Names.Concat(EdgeFiles.RandomNames));
