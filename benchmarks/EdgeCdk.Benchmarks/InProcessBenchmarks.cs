using BenchmarkDotNet.Attributes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;

namespace EdgeCdk.Benchmarks;

/// <summary>Parts of the application in one process, after its start.</summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(10)]
public class InProcessBenchmarks
{
    private readonly Workload _workload = Workload.Empty();
    private readonly string _output = Directory.CreateTempSubdirectory("edge-cdk-benchmarks-").FullName;
    private string _one = "";
    private string _hundred = "";
    private EdgeDefinition _edge = null!;

    [GlobalSetup]
    public void Prepare()
    {
        (_one, _hundred) = (_workload.Fleet(1), _workload.Fleet(100));
        _edge = Read_and_check_1_edge_file()[0];
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _workload.Dispose();
        Directory.Delete(_output, recursive: true);
    }

    [Benchmark]
    public IReadOnlyList<EdgeDefinition> Read_and_check_1_edge_file() => Fleet.Load(_one, Workload.Releases);

    [Benchmark]
    public IReadOnlyList<EdgeDefinition> Read_and_check_100_edge_files() => Fleet.Load(_hundred, Workload.Releases);

    [Benchmark]
    public void Synthesize_1_edge() => EdgeApp.Synthesize(_edge, _output);
}
