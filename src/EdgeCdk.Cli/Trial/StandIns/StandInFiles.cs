namespace EdgeCdk.Cli.Trial.StandIns;

/// <summary>The files that stand in for what the vendor gives, as they are in this program.</summary>
internal static class StandInFiles
{
    /// <summary>The text of one.</summary>
    /// <param name="name">Its name, such as Handler.java.</param>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(StandInFiles).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
