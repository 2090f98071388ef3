// Runs a project of this directory, building it first when a source has changed since the last build. Asking MSBuild whether
// there is anything to do takes longer than this whole check (docs/decisions has the figures).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const oldestNode = 20;

// While a process builds, it renews the time of its lock. Nobody builds any more when the time stays the same: a process number
// could be that of another process by now, since a container gives the same numbers again.
const lock = join(root, 'src/obj/launch.lock');
const renewal = 500; // milliseconds, as all times here
const patience = 2_000;
const abandoned = 6_000;

/** Why this process ends without doing its work. */
class Fault extends Error {
  /** The message may be empty; the exit code is 2, unless it is another one. */
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

const say = (text) => process.stderr.write(`edge: ${text}\n`);

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
  const properties = ['Directory.Build.props', 'Directory.Packages.props', 'global.json', 'package.json'];
  const others = ['src', 'docs/examples', 'lambda-artifacts/cleanup', 'lambda-artifacts/deployment-support'];
  for (const path of [...properties, ...others]) visit(join(root, path));
  return hash.digest('hex');
}

/** Runs dotnet to its end. A signal that asks this process to end goes to dotnet, which is waited for: nothing goes on unseen. */
function dotnet(args, stdio) {
  return new Promise((done, fail) => {
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    // Before dotnet runs: a signal in between would end this process alone.
    for (const signal of signals) process.on(signal, pass);
    const child = spawn('dotnet', args, { stdio });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => output.push(data));
    child.on('error', (error) => fail(new Fault(`cannot run dotnet (${error.message}); install ${sdk()}`)));
    child.on('close', (status, signal) => {
      for (const name of signals) process.off(name, pass);
      done({ status, signal, output: Buffer.concat(output).toString() });
    });
  });
}

/** The SDK that global.json asks for. */
function sdk() {
  const { version } = JSON.parse(readFileSync(join(root, 'global.json'), 'utf8')).sdk;
  return `.NET SDK ${version.split('.')[0]} (https://dotnet.microsoft.com/download)`;
}

/** Does something that no other process does in this directory at the same time: two builds spoil each other. */
async function alone(act) {
  mkdirSync(dirname(lock), { recursive: true });
  await acquire();
  const renew = setInterval(() => {
    try {
      utimesSync(lock, new Date(), new Date());
    } catch {
      // Somebody has removed it, as the message below says.
    }
  }, renewal);
  try {
    return await act();
  } finally {
    clearInterval(renew);
    rmSync(lock, { force: true });
  }
}

async function acquire() {
  let [started, since, seen, isTold] = [performance.now(), performance.now(), undefined, false];
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const renewed = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    const now = performance.now();
    if (renewed !== seen) [seen, since] = [renewed, now];
    if (now - since > abandoned) rmSync(lock, { force: true });
    if (now - started > patience && !isTold) {
      say(`waiting for another process, which builds (it holds ${lock})`);
      isTold = true;
    }
    await sleep(100);
  }
}

const applicationOf = (project) => join(root, 'src', project, 'bin/Release/net10.0', `${project}.dll`);

/** Builds a project, unless its last build had the same sources, or it is in a package, which has no sources. */
async function build(project) {
  if (!existsSync(join(root, 'src', project, `${project}.csproj`))) return;
  const application = applicationOf(project);
  const stamp = join(dirname(application), '.sources');
  const isDone = () => existsSync(application) && existsSync(stamp) && readFileSync(stamp, 'utf8') === describeSources();
  if (isDone()) return;
  await alone(async () => {
    if (isDone()) return; // by the process that was waited for
    say(`building ${project} (once, and after a change of the sources; about a minute) …`);
    // Analyzers take a third of the time, and run in every other build.
    const options = ['-c', 'Release', '-v', 'quiet', '--nologo', '-p:RunAnalyzers=false'];
    const built = await dotnet(['build', join(root, 'src', project), ...options], ['ignore', 'pipe', 'pipe']);
    if (built.signal !== null) throw killed(built.signal);
    if (built.status !== 0) throw new Fault(await reason(built));
    // Restoring may have written lock files: describe what is there now.
    writeFileSync(stamp, describeSources());
  });
}

/** Why a build failed: without an SDK that fits, dotnet cannot even say its version here. */
async function reason(built) {
  const version = await dotnet(['--version'], 'ignore');
  const remedy = version.status === 0 ? '' : `\ninstall ${sdk()}`;
  return `the build failed\n${built.output.trim()}${remedy}`;
}

/** What to end with after a signal has ended dotnet. Who sends one of the usual signals knows why. */
function killed(signal) {
  const reasons = {
    SIGINT: '', SIGTERM: '', SIGHUP: '', SIGPIPE: '', SIGKILL: 'dotnet was killed (SIGKILL), by a user or because memory was short',
  };
  return new Fault(reasons[signal] ?? `dotnet was ended by ${signal}`, 128 + constants.signals[signal]);
}

/** Does something; when it fails, says why, and has this process end with an exit code that says so. */
async function attempt(act) {
  try {
    if (Number.parseInt(process.versions.node, 10) < oldestNode)
      throw new Fault(`this is Node.js ${process.versions.node}; install Node.js 22 (https://nodejs.org; ${oldestNode} is enough)`);
    await act();
  } catch (error) {
    const fault = error.code === undefined ? error : new Fault(`cannot build in ${root} (${error.message})`);
    if (!(fault instanceof Fault)) throw fault;
    if (fault.message.length > 0) say(fault.message);
    process.exitCode = fault.exitCode;
  }
}

/** Builds projects. */
export const buildAll = (projects) => attempt(async () => {
  for (const project of projects) await build(project);
});

/** Runs a project with the arguments of this process, and ends as it does. */
export const launch = (project) => attempt(async () => {
  await build(project);
  const { status, signal } = await dotnet([applicationOf(project), ...process.argv.slice(2)], 'inherit');
  if (signal !== null) throw killed(signal);
  process.exitCode = status;
});
