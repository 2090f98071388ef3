using CsCheck;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Tests.Common;

/// <summary>Secrets of all kinds, in all places where they were ever seen.</summary>
public sealed class PlantedSecretTests
{
    private const int Cases = 3000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly Gen<string> Plain = Text(Letters, 8, 40);
    private static readonly Gen<string> Odd = Text($"{Letters}!#$%&*+-./:;?@^_|~", 6, 30).Select(text => $"x{text}9");
    private static readonly Gen<string> Base64 = Text($"{Letters}+/", 40, 40).Where(
        text => text.Any(char.IsUpper) && text.Any(char.IsLower) && text.Any(char.IsDigit) && text.Any(letter => letter is '+' or '/'));
    private static readonly Gen<string> AccessKey = Gen.OneOf("AKIA", "ASIA").SelectMany(
        start => Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, 16).Select(rest => start + rest));
    private static readonly Gen<string> Jwt = Text($"{Letters}-_", 12, 60).Array[3].Select(
        parts => $"eyJ{parts[0]}.eyJ{parts[1]}.{parts[2]}");
    private static readonly Gen<string> Session = Text($"{Letters}+/", 80, 300).Select(text => $"IQoJb3JpZ2lu{text}==");

    private static readonly Gen<string> Name = Gen.OneOf(
        "password", "dbPassword", "DB_PASSWD", "client_secret", "clientSecret", "accessToken", "x-api-key", "apiKey", "PRIVATE_KEY",
        "aws_secret_access_key", "AWS_SESSION_TOKEN", "AccountKey", "spring.datasource.password", "refresh-token");

    private static readonly Gen<string> Around = Gen.OneOf(
        "", "2026-11-23T00:10:50.123Z ", "2026-11-23 00:10:50 ERROR [main] c.a.Edge - ", "\t", "INFO: ");

    // Where the name says that it is one: any text.
    private static readonly Gen<Func<string, string, string>> Named = Gen.OneOf<Func<string, string, string>>(
        (name, secret) => $"{name}={secret}",
        (name, secret) => $"{name}: {secret}",
        (name, secret) => $"could not connect with {name}={secret} to the host",
        (name, secret) => $"Config{{{name}={secret}, user=bob}}",
        (name, secret) => $$"""{"{{name}}":"{{secret}}","user":"bob"}""",
        (name, secret) => $$"""{"{{name}}" : "{{secret}}"}""",
        (name, secret) => $$"""{"log":"{\"{{name}}\":\"{{secret}}\",\"user\":\"bob\"}"}""",
        (name, secret) => $$"""{"name": "{{name}}", "value": "{{secret}}"}""",
        (name, secret) => $"{name} = '{secret}'",
        (name, secret) => $"<{name}>{secret}</{name}>",
        (name, secret) => $"run --{name} {secret} --verbose",
        (name, secret) => $"[\"--{name}\", \"{secret}\"]",
        (name, secret) => $"https://host/path?{name}={secret}",
        (name, secret) => $"Authorization: Bearer {secret}",
        (name, secret) => $$"""{"authorization": "Basic {{secret}}"}""",
        (name, secret) => $"amqp://bob:{secret}@host:5671/x",
        (name, secret) => $"curl -H 'Authorization: {secret}' https://host");

    // Where nothing says it but the secret itself.
    private static readonly Gen<Func<string, string>> Bare = Gen.OneOf<Func<string, string>>(
        secret =>
            secret, secret => $"got {secret} "
                + "back", secret => $"\"{secret}\"", secret => $"({secret})", secret => $"'{secret}',", secret => $"a\t{secret}\tb");

    [Fact]
    public void What_has_the_name_of_a_secret_never_survives() => Holds(
        Gen.Select(
            Name, Gen.OneOf(Plain, Odd, Base64, Jwt), Named, Around,
            (name, secret, place, around) => (Secret: secret, Text: $"before\n{around}{place(name, secret)}\nafter")));

    [Fact]
    public void What_looks_like_a_secret_never_survives() => Holds(
        Gen.Select(
            Gen.OneOf(Base64, AccessKey, Jwt, Session), Bare, Around,
            (secret, place, around) => (Secret: secret, Text: $"before\n{around}{place(secret)}\nafter")));

    // The same cases at every run.
    private static void Holds(Gen<(string Secret, string Text)> generator)
    {
        for (var number = 0; number < Cases; number++)
            generator.Sample(Check, seed: new PCG((uint)number, 0).ToString(), iter: 1, threads: 1, print: planted => planted.Text);
    }

    private static void Check((string Secret, string Text) planted)
    {
        var redaction = new Redaction();

        var text = redaction.Redact("file", planted.Text);

        Assert.DoesNotContain(planted.Secret, text, StringComparison.Ordinal);
        // Nor most of it.
        Assert.DoesNotContain(planted.Secret[..(planted.Secret.Length * 3 / 4)], text, StringComparison.Ordinal);
        Assert.StartsWith("before\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nafter", text, StringComparison.Ordinal);
        Assert.NotEmpty(redaction.Taken);
        Assert.Equal(text, new Redaction().Redact("file", text));
    }

    private static Gen<string> Text(string letters, int least, int most) =>
        Gen.Char[letters].Array[least, most].Select(text => new string(text));
}
