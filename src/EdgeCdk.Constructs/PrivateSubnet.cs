namespace EdgeCdk;

/// <summary>A private subnet, one for each availability zone.</summary>
/// <param name="Key">Id of the resources that are created for it; it must not depend on how many there are, or in which order.</param>
/// <param name="Id">Its id.</param>
/// <param name="When">Whether there is one.</param>
internal sealed record PrivateSubnet(string Key, string Id, When When);
