// Runs a project of this directory, building it first when a source has changed since the last build. Asking MSBuild whether
// there is anything to do takes longer than this whole check (docs/decisions has the figures).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** Name, size and time of every file that the build reads. */
function describeSources() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).sort()) {
      if (!['bin', 'obj', '__pycache__'].includes(name)) visit(join(path, name));
    }
  };
  ['Directory.Build.props', 'Directory.Packages.props', 'global.json', 'src', 'lambda-artifacts/cleanup', 'lambda-artifacts/deployment-support']
    .forEach((path) => visit(join(root, path)));
  return hash.digest('hex');
}

/** Runs a project with the arguments of this process, and ends as it does. */
export function launch(project) {
  const output = join(root, 'src', project, 'bin/Release/net10.0');
  const application = join(output, `${project}.dll`);
  const stamp = join(output, '.sources');
  if (!existsSync(application) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== describeSources()) {
    const build = spawnSync('dotnet', ['build', join(root, 'src', project), '-c', 'Release', '-v', 'quiet', '--nologo'], { encoding: 'utf8' });
    if (build.status !== 0) {
      process.stderr.write(build.error ? `cannot run dotnet (${build.error.message}); install the .NET SDK that global.json names\n` : build.stdout + build.stderr);
      process.exit(2);
    }
    // Restoring may have written lock files: describe what is there now.
    writeFileSync(stamp, describeSources());
  }

  process.exit(spawnSync('dotnet', [application, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 2);
}
