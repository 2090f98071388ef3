namespace EdgeCdk.Config.Edge;

/// <summary>An Amazon ECR registry and the repositories in it that begin with a path.</summary>
public sealed record EcrRegistry(string AccountId, string Region, string RepositoryPrefix);
