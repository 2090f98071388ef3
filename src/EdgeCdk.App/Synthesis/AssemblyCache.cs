using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeCdk.Config;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// Keeps what was synthesized under a hash of everything that it depends on, so that an edge or a template that did not change is
/// not synthesized again. An entry that is not what was stored is deleted.
/// </summary>
internal sealed class AssemblyCache(string directory)
{
    private const string Index = "index.json";
    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    // What a template depends on beside its input: this program, the library, and what the CDK CLI asks for.
    private readonly string _surroundings = string.Join('\n', [.. Programs(), .. Environments()]);

    /// <summary>Writes what was synthesized from an input to a directory, if it is known.</summary>
    public bool TryRestore(SynthesisInput input, string output)
    {
        var entry = Path.Combine(directory, KeyOf(input));
        try
        {
            var files = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Path.Combine(entry, Index)))!;
            Directory.CreateDirectory(output);
            foreach (var (name, hash) in files)
            {
                var content = File.ReadAllBytes(input.PackageWith(hash) ?? Path.Combine(entry, name));
                if (HashOf(content) != hash)
                    throw new InvalidDataException();
                File.WriteAllBytes(Path.Combine(output, name), content);
            }

            Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow);
            return true;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
        {
            if (Directory.Exists(output))
                Directory.Delete(output, recursive: true);
            return false;
        }
    }

    /// <summary>Keeps the files that were synthesized from an input. Where the directory cannot be written to, nothing is kept.</summary>
    public void Store(SynthesisInput input, string assembly)
    {
        var incomplete = Path.Combine(directory, $"{Guid.NewGuid():n}.incomplete");
        try
        {
            Directory.CreateDirectory(incomplete);
            var files = new Dictionary<string, string>();
            foreach (var file in Directory.GetFiles(assembly))
            {
                var hash = HashOf(File.ReadAllBytes(file));
                files.Add(Path.GetFileName(file), hash);
                // A package is where the edge file says, and is large.
                if (input.PackageWith(hash) is null)
                    File.Copy(file, Path.Combine(incomplete, Path.GetFileName(file)));
            }

            File.WriteAllBytes(Path.Combine(incomplete, Index), JsonSerializer.SerializeToUtf8Bytes(files));
            var entry = Path.Combine(directory, KeyOf(input));
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            Directory.Move(incomplete, entry);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(incomplete))
                Directory.Delete(incomplete, recursive: true);
        }
    }

    /// <summary>Removes what has not been used for a month.</summary>
    public void Prune()
    {
        if (!Directory.Exists(directory))
            return;
        var unused = Directory.GetDirectories(directory).Where(entry => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(entry) > Unused);
        foreach (var entry in unused)
            Directory.Delete(entry, recursive: true);
    }

    private string KeyOf(SynthesisInput input) => HashOf(Encoding.UTF8.GetBytes($"{_surroundings}\n{input.Text}"));

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    // A module's id is a hash of what it was compiled from.
    private static IEnumerable<string> Programs() =>
        new[]
            {
                typeof(EdgeApp), typeof(EdgeStack), typeof(EdgeDefinition), typeof(EdgeContext),
                typeof(Amazon.CDK.App), typeof(global::Constructs.Construct), typeof(Amazon.JSII.Runtime.Deputy.DeputyBase),
            }
            .Select(type => $"{type.Assembly.FullName} {type.Module.ModuleVersionId}");

    private static IEnumerable<string> Environments() =>
        from System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables()
        let name = (string)variable.Key
        where name.StartsWith("CDK_", StringComparison.Ordinal) || name.StartsWith("JSII_", StringComparison.Ordinal)
        where name is not "CDK_OUTDIR"
        orderby name
        select name is CliContext.Variable ? $"{name}={CliContext.WithoutSelection()}" : $"{name}={variable.Value}";
}
