using Amazon.CDK;

namespace EdgeCdk.Resources;

/// <summary>
/// Stacks whose templates do not ask SSM for the version of the bootstrap: those of edge files, since the CDK CLI checks it by itself;
/// all others, since their accounts need not be bootstrapped.
/// </summary>
internal static class NoBootstrap
{
    public static IStackSynthesizer Synthesizer() =>
        new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false });
}
