using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>A registry was asked, and has no such image.</summary>
internal sealed class ImageNotFoundException(string message) : CommandException(message);
