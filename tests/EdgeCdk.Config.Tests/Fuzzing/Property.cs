using System.Globalization;
using CsCheck;

namespace EdgeCdk.Config.Tests.Fuzzing;

/// <summary>What must hold for whatever is generated.</summary>
internal static class Property
{
    /// <summary>
    /// Checks the same cases at every run. With EDGE_FUZZ_SECONDS, checks other ones at every run for so long; what fails is made
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

        for (var number = 0; number < cases; number++)
            generator.Sample(check, seed: new PCG((uint)number, 0).ToString(), iter: 1, threads: 1, print: value => value.ToString()!);
    }
}
