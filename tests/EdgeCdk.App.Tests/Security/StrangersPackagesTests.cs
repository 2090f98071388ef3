using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>Before <c>npm ci</c>, npx looks for a package that has the name of a command. The names are those of other people.</summary>
public sealed class StrangersPackagesTests
{
    // A registry that has a package of any name, and prints what it was asked for.
    private const string Registry = """
        import { spawn } from 'node:child_process';
        import { createServer } from 'node:http';

        const server = createServer(({ url, headers }, response) => {
          console.log(url);
          const name = url.slice(1);
          const dist = { tarball: `http://${headers.host}/of-a-stranger.tgz` };
          const versions = { '1.0.0': { name, version: '1.0.0', bin: { [name]: 'index.js' }, dist } };
          response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, versions }));
        });
        server.listen(0, '127.0.0.1', () => {
          const env = {
            ...process.env,
            npm_config_registry: `http://127.0.0.1:${server.address().port}/`,
            npm_config_cache: `${process.cwd()}/cache`,
            npm_config_userconfig: '/dev/null',
            npm_config_update_notifier: 'false',
            npm_config_audit: 'false',
          };
          const npx = spawn('npx', process.argv.slice(2), { env, stdio: ['ignore', 'inherit', 'inherit'] });
          npx.on('close', (status) => {
            server.close();
            process.exit(status);
          });
        });

        """;

    [Fact]
    public void Npx_runs_none_in_this_repository()
    {
        var result = RunNpx(".npmrc");

        Assert.Equal((1, "/cdk\n"), (result.ExitCode, result.Output));
        Assert.Contains("npx canceled due to missing packages", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Npx_would_run_one_elsewhere() => Assert.Contains("/of-a-stranger.tgz\n", RunNpx().Output, StringComparison.Ordinal);

    private static CommandResult RunNpx(params string[] settings)
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in (string[])["package.json", .. settings])
            directory.Write(file, File.ReadAllText(Repository.Path(file)));
        return ChildProcess.Run("node", [directory.Write("registry.mjs", Registry), "cdk", "--version"], directory.Path, input: "");
    }
}
