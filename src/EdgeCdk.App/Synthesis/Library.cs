using Amazon.JSII.Runtime.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeCdk.App.Synthesis;

/// <summary>The CDK library, which runs in Node.js behind a bridge.</summary>
internal static class Library
{
    private static readonly Lazy<ServiceProvider> Bridge = new(Connect);

    /// <summary>Starts it, unless it runs already. It ends with this process.</summary>
    public static void Start() => ServiceContainer.ServiceProviderOverride ??= Bridge.Value;

    private static ServiceProvider Connect()
    {
        // The bridge looks for its own among all types of the library. Loading those takes as long as Node.js takes to start.
        Task.Run(typeof(Amazon.CDK.App).Assembly.GetTypes);
        PackageCache.Prepare();
        var bridge = ServiceContainer.BuildServiceProvider(NullLoggerFactory.Instance);
        // Its temporary directory, with 65 MB of packages, would stay otherwise.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => bridge.Dispose();
        return bridge;
    }
}
