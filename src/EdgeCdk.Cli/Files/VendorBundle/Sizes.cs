using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Reads sizes in the forms that Amazon ECS takes: <c>1024</c> and <c>1 vCPU</c>, <c>2048</c> and <c>2 GB</c>.</summary>
internal static partial class Sizes
{
    private const int PerUnit = 1024;

    /// <summary>A whole number; null for anything else.</summary>
    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>CPU units; null when it is no such size.</summary>
    public static int? Cpu(string text) => Whole(text) ?? Units(CpuPattern().Match(text));

    /// <summary>Memory in MiB; null when it is no such size.</summary>
    public static int? Memory(string text) => Whole(text) ?? (MebibytePattern().Match(text) is { Success: true } match
        ? Whole(match.Groups["number"].Value) : Units(GibibytePattern().Match(text)));

    private static int? Units(Match match) => match.Success
        && decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number * PerUnit is var units && units == decimal.Truncate(units) && units <= int.MaxValue ? (int)units : null;

    [GeneratedRegex(@"\A(?<number>\d{1,6}(?:\.\d{1,4})?) ?vCPU\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CpuPattern();

    [GeneratedRegex(@"\A(?<number>\d{1,8}) ?Mi?B\z", RegexOptions.CultureInvariant)]
    private static partial Regex MebibytePattern();

    [GeneratedRegex(@"\A(?<number>\d{1,6}(?:\.\d{1,4})?) ?Gi?B\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex GibibytePattern();
}
