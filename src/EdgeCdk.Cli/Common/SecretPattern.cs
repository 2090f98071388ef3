using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Common;

/// <summary>One way to recognize a secret: what the group <c>secret</c> of the pattern matches must not be shown.</summary>
internal sealed record SecretPattern(string Kind, Regex Pattern);
