// Runs a project of this directory, building it first when a source has changed since the last build. Asking MSBuild whether
// there is anything to do takes longer than this whole check (docs/decisions has the figures).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
  const properties = ['Directory.Build.props', 'Directory.Packages.props', 'global.json'];
  for (const path of [...properties, 'src', 'lambda-artifacts/cleanup', 'lambda-artifacts/deployment-support']) visit(join(root, path));
  return hash.digest('hex');
}

/** Does something that no other process does in this directory at the same time: two builds spoil each other. */
function alone(act) {
  const lock = join(root, 'src/obj/launch.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isLeftBehind(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    return act();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Whether the process that made a lock has ended without removing it. */
function isLeftBehind(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Builds a project, unless its last build had the same sources. Returns what went wrong, if anything did. */
function build(project, application) {
  const stamp = join(dirname(application), '.sources');
  const isDone = () => existsSync(application) && existsSync(stamp) && readFileSync(stamp, 'utf8') === describeSources();
  return isDone() ? undefined : alone(() => {
    if (isDone()) return undefined; // by the process that was waited for
    // Analyzers take a third of the time, and run in every other build.
    const options = ['-c', 'Release', '-v', 'quiet', '--nologo', '-p:RunAnalyzers=false'];
    const result = spawnSync('dotnet', ['build', join(root, 'src', project), ...options], { encoding: 'utf8' });
    if (result.error) return `cannot run dotnet (${result.error.message}); install the .NET SDK that global.json names\n`;
    if (result.status !== 0) return result.stdout + result.stderr;
    // Restoring may have written lock files: describe what is there now.
    writeFileSync(stamp, describeSources());
    return undefined;
  });
}

/** Runs a project with the arguments of this process, and ends as it does. */
export function launch(project) {
  const application = join(root, 'src', project, 'bin/Release/net10.0', `${project}.dll`);
  const fault = build(project, application);
  if (fault !== undefined) {
    process.stderr.write(fault);
    process.exit(2);
  }

  process.exit(spawnSync('dotnet', [application, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 2);
}
