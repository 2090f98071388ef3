namespace EdgeCdk.Config.Rules;

/// <summary>The parts of an ARN whose form has been checked.</summary>
internal readonly record struct Arn(string Partition, string Region, string Account)
{
    public static Arn Parse(string arn)
    {
        var parts = arn.Split(':');
        return new Arn(parts[1], parts[3], parts[4]);
    }
}
