using EdgeCdk.Foundation;

namespace EdgeCdk.Lambdas;

/// <summary>The VPC for functions of our own.</summary>
/// <param name="Network">Its private subnets.</param>
/// <param name="Endpoints">The ways to AWS services that the stack creates: deleted after the functions.</param>
/// <param name="When">When the functions run in it.</param>
internal sealed record OwnFunctionVpc(PrivateNetwork Network, PrivateEndpoints Endpoints, When When);
