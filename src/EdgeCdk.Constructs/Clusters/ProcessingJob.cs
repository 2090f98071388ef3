namespace EdgeCdk.Clusters;

/// <summary>One job of a release.</summary>
/// <param name="Id">Its construct id: part of every logical id below it, so that it may never change.</param>
/// <param name="Name">Its name, part of the names of its role, family and log group.</param>
/// <param name="Image">The image, and how it is run.</param>
/// <param name="Size">Size of a task.</param>
/// <param name="Runtime">What its code is given, and where it expects the connectors.</param>
internal sealed record ProcessingJob(string Id, string Name, ContainerImage Image, FargateSize Size, ComponentRuntime Runtime);
