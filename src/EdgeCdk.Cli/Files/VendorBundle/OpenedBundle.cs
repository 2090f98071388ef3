using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A bundle whose configuration was read.</summary>
internal sealed class OpenedBundle : IDisposable
{
    private readonly TerraformModel _model;

    private OpenedBundle(BundleSource source, TerraformModel model) => (Source, _model) = (source, model);

    /// <summary>Its files.</summary>
    public BundleSource Source { get; }

    /// <summary>What its name says; null when it has another form.</summary>
    public BundleName? Name => BundleName.Of(Source.Name);

    /// <summary>Whether a path is that of a bundle, or of one of its files with values, and not of a file of Edge CDK.</summary>
    public static bool IsAt(string path) =>
        Directory.Exists(path) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || BundleDocument.IsValues(path);

    /// <summary>Opens a bundle.</summary>
    /// <param name="repository">The repository, whose npm packages are used.</param>
    /// <param name="path">The zip, the directory that it was extracted to, or one file with values.</param>
    /// <exception cref="CommandException">It is no bundle, or cannot be read.</exception>
    public static OpenedBundle Open(string repository, string path)
    {
        var source = BundleSource.Open(path);
        try
        {
            var documents = BundleDocument.Read(repository, source);
            if (!documents.Any(document => document.HasValues))
                throw new CommandException($"{path} has no *.tfvars.json: it is not a bundle of the vendor");
            return new OpenedBundle(source, TerraformModel.Of(
                BundleName.Of(source.Name) is { } name ? [name.Document(), .. documents] : documents));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Finds out what its values are for.</summary>
    /// <param name="map">What was decided before.</param>
    /// <param name="draft">Gets the values of the edge; those that it has already stay.</param>
    public BundleReading Read(ImportMap map, EdgeDraft draft) => BundleReading.Of(_model, map, draft);

    public void Dispose() => Source.Dispose();
}
