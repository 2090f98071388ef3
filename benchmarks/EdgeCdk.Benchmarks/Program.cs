using BenchmarkDotNet.Running;
using EdgeCdk.Benchmarks;

switch (args)
{
    case ["processes", .. var options]:
        ProcessBenchmarks.Run(Option(options, "--runs", [5])[0], Option(options, "--fleets", [1, 10, 100]), options.Contains("--tests"));
        return 0;
    case ["export", .. var options]:
        ExportBenchmark.Run(Option(options, "--runs", [5])[0], Option(options, "--fleets", [1, 1000]));
        return 0;
    case ["inprocess"]:
        BenchmarkRunner.Run<InProcessBenchmarks>();
        return 0;
    default:
        Console.Error.WriteLine("use processes [--runs 5] [--fleets 1,10,100] [--tests], export [--runs 5] [--fleets 1,1000], or inprocess");
        return 1;
}

static int[] Option(string[] options, string name, int[] otherwise) => Array.IndexOf(options, name) is var at && at >= 0
    ? [.. options[at + 1].Split(',').Select(value => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture))]
    : otherwise;
