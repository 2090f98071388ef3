using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Common;

/// <summary>
/// How secrets look like in logs, JSON (also within JSON), YAML, XML, URLs and command lines. Rather too much is recognized
/// than too little. Patterns do not begin with something of any length, so that long lines stay fast.
/// </summary>
internal static class SecretPatterns
{
    private const string Names =
        "(?:passw(?:or)?d|passwort|passphrase|passcode|pass(?![a-z])|pwd|secret|token|credential|signature|authorization|cookie"
        + "|session[-_.]?id|(?:api|access|account|shared|private|encryption|signing|storage|master)[-_.]?key)";

    private const string Headers = "(?:authorization|x-api-key|x-amz-security-token|x-auth-token|cookie)";

    private const string Rest = "[\\w.-]{0,40}";

    // The quotes around a key; within JSON within JSON they have backslashes before them.
    private const string KeyEnd = "(?:\\\\*[\"'])?[ \\t]*(?:=>|:=|[:=])[ \\t]*";

    private const string Quoted = "(?<esc>\\\\*)\"(?<secret>.*?)(?<!\\\\)\\k<esc>\"|(?<esc>\\\\*)'(?<secret>.*?)(?<!\\\\)\\k<esc>'";

    private const string Listed = "\\[(?!redacted: )(?<secret>[^\\]\\[{]{1,2000})\\]";

    // What closes a sentence or a structure behind it is not part of it.
    private const string Word = "(?<secret>(?![\\[{\"'])\\S+?)(?=[\"'\\\\,;)}\\]]*(?:\\s|$))";

    // A quote that nothing closes: the line was cut.
    private const string Open = "\\\\*[\"'](?<secret>[^\\n]+)";

    private const string Mixed = "(?=[a-z0-9+/_-]*[A-Z])(?=[A-Z0-9+/_-]*[a-z])(?=[A-Za-z+/_-]*[0-9])";

    /// <summary>In the order in which they are looked for: those that say most come first.</summary>
    public static IReadOnlyList<SecretPattern> All { get; } =
    [
        Of(
            "private key",
            "(?<secret>-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:[\\s\\S]*?-----END [A-Z0-9 ]*PRIVATE KEY(?: "
                + "BLOCK)?-----|[\\s\\S]*))"),
        // Its beginning was cut off: found from its end.
        Of(
            "private key",
            "(?<secret>(?:^[^\\n]*[A-Za-z0-9+/]{16,}={0,2}[ \\t\\r]*\\n)*[^\\n]*-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----)",
            RegexOptions.RightToLeft),
        Of("credentials in a URL", "(?<=://)(?<secret>[^\\s\"'<>@/:]*:(?!\\d{1,5}(?:[/?#\\s]|$))[^\\s\"'<>]*)@"),
        Of("credentials in a URL", "(?<=://)(?<secret>[^\\s\"'<>@/:?#]+)@"),
        Of("credentials in a URL", "(?<=jdbc:[a-z:]{1,40})(?<secret>[^\\s/:@]+/[^\\s@]+)@"),
        Of("authorization", $"{Headers}{Rest}{KeyEnd}(?:{Quoted}|{Listed}|{Open}|(?<secret>[^\\n]+))"),
        Of("authorization", "(?<![\\w-])(?:Bearer|Negotiate|Digest|Basic)\\s+(?<secret>[^\\s\"',;\\\\]{6,})"),
        Of(
            "named secret",
            $"(?<q>\\\\*\")(?:name|key|parameterkey|outputkey)\\k<q>\\s*:\\s*\\k<q>[^\"\\\\]*{Names}[^\"\\\\]*\\k<q>"
                + "\\s*,\\s*\\k<q>[a-z_]*(?:value|default)\\k<q>\\s*:\\s*\\k<q>(?<secret>.*?)(?<!\\\\)\\k<q>"),
        Of(
            "named secret",
            $"(?<q>\\\\*\")[a-z_]*(?:value|default)\\k<q>\\s*:\\s*\\k<q>(?<secret>[^\\n]{{0,2000}}?)(?<!\\\\)"
                + $"\\k<q>\\s*,\\s*\\k<q>(?:name|key|parameterkey|outputkey)\\k<q>\\s*:\\s*\\k<q>[^\"\\\\]*{Names}"),
        Of("named secret", $"\\bname:[ \\t]*[\"']?[\\w.-]*{Names}[\\w.-]*[\"']?[ \\t]*\\r?\\n[ \\t]*value:[ \\t]*(?<secret>[^\\n]+)"),
        Of("named secret", $"<[\\w:.-]{{0,40}}?{Names}{Rest}>(?<secret>[^<\\n]+)<"),
        Of("named secret", $"(?<![\\w-])--?[\\w.-]{{0,40}}?{Names}[\\w.-]*(?:[ \\t]+(?!-)|\\\\*[\"']\\s*,\\s*)(?:{Quoted}|{Word})"),
        Of("named secret", "(?<=\\s)(?:-u|--user)[ \\t]+[\"']?[^\\s:\"']+:(?<secret>[^\\s\"']+)"),
        Of("named secret", "\\bidentified\\s+by\\s+[\"']?(?<secret>[^\\s\"';]+)"),
        Of("named secret", "(?<=(?<![a-z])sig=)(?<secret>[^&\\s\"'\\\\]+)"),
        Of("named secret", "(?<q>\\\\*\")auth\\k<q>\\s*:\\s*\\k<q>(?<secret>[A-Za-z0-9+/_-]+={0,2})\\k<q>"),
        // In YAML, and where it looks like it: a value has blanks.
        Of(
            "named secret",
            $"^(?:\\d{{4}}-\\d\\d-\\d\\d[T ]\\S+[ \\t]+)?[ \\t]*(?:-[ \\t]+)?[\"']?[\\w.-]{{0,60}}?{Names}{Rest}[\"']?[ \\t]*:[ "
                + $"\\t]+(?<secret>(?![\"'\\\\\\[{{])[^\\n]+)"),
        Of("named secret", $"{Names}{Rest}{KeyEnd}(?:{Quoted}|{Listed}|{Open}|{Word})"),
        Of("named secret", $"{Names}{Rest}[ \\t]+(?:is[ \\t]+|was[ \\t]+)?(?:{Quoted})"),
        Of("JWT", "\\b(?<secret>eyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*){0,3})", RegexOptions.None),
        Of("AWS access key", "(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,124})", RegexOptions.None),
        Of(
            "AWS session token", "(?<![A-Za-z0-9])(?<secret>(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|AQoDYXdz)[A-Za-z0-9+/=%_-]*)",
            RegexOptions.None),
        Of(
            "service token", "\\b(?<secret>(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[sr]k_live_|dckr_pat_|npm_|dapi)[\\w-]{10,})",
            RegexOptions.None),
        Of("long encoded text", $"(?<![A-Za-z0-9+/_-])(?<secret>{Mixed}[A-Za-z0-9+/_-]{{100,}}={{0,2}})", RegexOptions.None),
        // Forty characters like those of a secret access key; a logical id, which ends in eight digits, is none.
        Of(
            "AWS secret key",
            $"(?<![A-Za-z0-9+/=_-])(?<secret>(?![A-Z][A-Za-z0-9]{{31}}[0-9A-F]{{8}}){Mixed}[A-Za-z0-9+/]{{40}})(?![A-Za-z0-9+/=_-])",
            RegexOptions.None),
        Of("e-mail address", "(?<secret>(?<![\\w.%+-])[\\w.%+-]{1,64}@[a-z0-9](?:[a-z0-9-]*\\.)+[a-z]{2,})"),
    ];

    // What stands behind such a name and is none: choices in files, ARNs, and what was redacted before.
    private static readonly Regex Harmless = new(
        "^(?:|create|existing|none|null|nil|true|false|undefined|\\*+|\\[redacted: "
            + ".*|arn:aws[\\w-]*:[a-z0-9-]+:[a-z0-9-]*:\\d{0,12}:[\\w+=,.@:/*-]+)(?:[ \\t]+#[^\\n]*)?[\\r,;]*$", RegexOptions.IgnoreCase);

    /// <summary>Whether something behind a secret's name is no secret.</summary>
    public static bool IsHarmless(string value) => Harmless.IsMatch(value);

    private static SecretPattern Of(string kind, string pattern, RegexOptions options = RegexOptions.IgnoreCase) =>
        new(kind, new Regex(pattern, options | RegexOptions.Multiline | RegexOptions.CultureInvariant));
}
