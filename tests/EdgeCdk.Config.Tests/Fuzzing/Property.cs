using System.Globalization;
using CsCheck;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Fuzzing;

/// <summary>What must hold for whatever is generated.</summary>
internal static class Property
{
    private const int Parts = 3;

    /// <summary>
    /// Checks the cases whose turn it is. With EDGE_FUZZ_SECONDS, checks other ones at every run for so long; what fails is made
    /// smaller and told with a seed for CsCheck_Seed.
    /// </summary>
    public static void Holds<T>(Gen<T> generator, int cases, Action<T> check)
        where T : notnull
    {
        if (Environment.GetEnvironmentVariable("EDGE_FUZZ_SECONDS") is { Length: > 0 } seconds)
        {
            generator.Sample(
                check, Console.WriteLine, time: int.Parse(seconds, CultureInfo.InvariantCulture), threads: 1,
                print: value => value.ToString()!);
            return;
        }

        foreach (var number in Enumerable.Range(0, cases).Where(number => Turn.Has(number, Parts)))
            generator.Sample(check, seed: new PCG((uint)number, 0).ToString(), iter: 1, threads: 1, print: value => value.ToString()!);
    }
}
