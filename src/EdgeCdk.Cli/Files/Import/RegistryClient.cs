using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Asks a container registry for digests, by the API of the OCI distribution specification.</summary>
/// <param name="http">The connection.</param>
/// <param name="username">User name, if the registry asks for one. Null: none.</param>
/// <param name="password">Its password.</param>
internal sealed class RegistryClient(HttpClient http, string? username, string? password)
{
    private const int LargestManifest = 4 << 20;

    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly Dictionary<string, AuthenticationHeaderValue> _tokens = new(StringComparer.Ordinal);

    /// <summary>Digest of what a tag stands for.</summary>
    /// <param name="host">The registry.</param>
    /// <param name="repository">The repository, with its path.</param>
    /// <param name="tag">The tag.</param>
    /// <exception cref="ImageNotFoundException">The registry has no such image.</exception>
    /// <exception cref="CommandException">The registry cannot be reached, refuses, or sends something else than it says.</exception>
    public string Digest(string host, string repository, string tag)
    {
        var address = new Uri($"{(IsLocal(host.Split(':')[0]) ? "http" : "https")}://{host}/v2/{repository}/manifests/{tag}");
        var response = Ask(address, _tokens.GetValueOrDefault(repository));
        if (response.StatusCode is HttpStatusCode.Unauthorized && Authorize(response, repository) is { } authorization)
        {
            response.Dispose();
            response = Ask(address, _tokens[repository] = authorization);
        }

        using (response)
        {
            if (response.StatusCode is HttpStatusCode.NotFound)
                throw new ImageNotFoundException($"{host} answers 404 for {repository}:{tag}");
            if (!response.IsSuccessStatusCode)
                throw new CommandException($"{host} answers {(int)response.StatusCode} for {repository}:{tag}");
            var digest = $"sha256:{Sha256.Of(new MemoryStream(Content(response, repository)))}";
            var said = response.Headers.TryGetValues("Docker-Content-Digest", out var values) ? values.First() : digest;
            return said == digest ? digest : throw new CommandException($"{host} says {said} for {repository}:{tag}, and sends {digest}");
        }
    }

    private static byte[] Content(HttpResponseMessage response, string repository)
    {
        using var stream = response.Content.ReadAsStream();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            content.Write(buffer, 0, count);
            if (content.Length > LargestManifest)
                throw new CommandException($"the manifest of {repository} is larger than 4 MiB");
        }

        return content.ToArray();
    }

    private HttpResponseMessage Ask(Uri address, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = authorization;
        foreach (var type in Manifests)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return Send(request);
    }

    private HttpResponseMessage Send(HttpRequestMessage request)
    {
        try
        {
            return http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            throw new CommandException($"{request.RequestUri!.Host} cannot be reached ({exception.Message.TrimEnd('.')})");
        }
    }

    // The registry says who gives tokens; credentials go there over TLS alone.
    private AuthenticationHeaderValue? Authorize(HttpResponseMessage refusal, string repository)
    {
        if (refusal.Headers.WwwAuthenticate.FirstOrDefault(way => way.Scheme is "Bearer" or "Basic") is not { } way)
            return null;
        if (way.Scheme == "Basic")
            return Basic();
        var parameters = Parameters(way.Parameter ?? "");
        if (!parameters.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttps && !IsLocal(address.Host))
        {
            return null;
        }

        var scope = parameters.GetValueOrDefault("scope", $"repository:{repository}:pull");
        var query = $"service={Uri.EscapeDataString(parameters.GetValueOrDefault("service", ""))}&scope={Uri.EscapeDataString(scope)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Query = query }.Uri);
        request.Headers.Authorization = Basic();
        using var response = Send(request);
        if (!response.IsSuccessStatusCode)
            throw new CommandException($"{address.Host} answers {(int)response.StatusCode} to the credentials");
        var answer = JsonText.Parsed(Encoding.UTF8.GetString(Content(response, repository))) as JsonObject;
        return (answer?["token"] ?? answer?["access_token"]) is { } token ? new("Bearer", token.ToString()) : null;
    }

    private AuthenticationHeaderValue? Basic() =>
        username is null ? null : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));

    private static Dictionary<string, string> Parameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split("\",", StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is [var name, var value])
                parameters[name.Trim()] = value.Trim().Trim('"');
        }

        return parameters;
    }

    private static bool IsLocal(string host) => host is "localhost" or "127.0.0.1";
}
