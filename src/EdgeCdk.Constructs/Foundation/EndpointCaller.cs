namespace EdgeCdk.Foundation;

/// <summary>A role whose code or tasks call services from inside the VPC.</summary>
/// <param name="Name">Name of it in a policy, in letters and digits.</param>
/// <param name="RoleArn">Its ARN. Null: it is not known before the endpoints exist, so that every principal of the account counts.</param>
/// <param name="Statements">Its permissions.</param>
/// <param name="When">When it exists.</param>
internal sealed record EndpointCaller(string Name, string? RoleArn, IReadOnlyList<Statement> Statements, When When);
