/**
 * Runs one of the project's commands: `node tooling/bootstrap.mjs <start|dev|test|e2e:full|check|documents|bench|soak|race-lab> [arguments]`.
 *
 * Plain JavaScript for the user's own Node (20 or newer) with nothing installed: it installs the workspace when
 * that is needed and then hands over to the Node that the workspace brings, arguments, signals and exit code
 * passed through.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotStart } from './bootstrap/cannot-start.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { projectNode } from './bootstrap/project-node.mjs';

const OLDEST_NODE = 20;
const PARENT_CHECK_MS = 500;

const ENTRIES = new Map([
  ['start', 'tooling/src/start.ts'],
  ['dev', 'tooling/src/dev.ts'],
  ['test', 'tooling/src/test.ts'],
  ['e2e:full', 'tooling/src/e2e-full.ts'],
  ['check', 'tooling/src/check.ts'],
  ['documents', 'tooling/src/documents.ts'],
  ['bench', 'bench/src/main.ts'],
  ['rebuild', 'apps/reconciliator/src/command/main.ts'],
  ['verify', 'apps/reconciliator/src/command/main.ts'],
  ['soak', 'lab/src/soak/main.ts'],
  ['race-lab', 'lab/src/race/main.ts'],
]);

const ONE_OF_SEVERAL = new Set(['rebuild', 'verify']);

const root = fileURLToPath(new URL('..', import.meta.url));

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  throw new CannotStart(
    `Tools Provider needs Node.js ${OLDEST_NODE} or newer, and this is ${process.version}: install a newer Node.js and try again.`,
  );
}

/** @param {string | undefined} command */
function entryOf(command) {
  const entry = ENTRIES.get(command ?? '');
  if (entry !== undefined) return join(root, entry);
  throw new CannotStart(
    `There is no command "${command ?? ''}": use one of ${[...ENTRIES.keys()].join(', ')}.`,
  );
}

/**
 * @param {string} entry
 * @param {string[]} args
 */
function run(entry, args) {
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(projectNode(root), ['--disable-warning=ExperimentalWarning', entry, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  // A Ctrl-C in a terminal reaches the child as well; the child takes a signal that comes twice for one.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  stopWithNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(new CannotStart(`The project's Node cannot be run: ${error.message}.`)));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

/**
 * npm runs a script by a shell and passes SIGTERM on to that alone, which dies without a word to what it runs.
 * @param {() => void} stop
 */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, PARENT_CHECK_MS);
  watch.unref();
}

/** @param {unknown} error */
function fail(error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

try {
  checkNode();
  const [command, ...args] = process.argv.slice(2);
  const entry = entryOf(command);
  await ensureInstalled(root);
  // Two commands of one entry: it is told which.
  run(entry, ONE_OF_SEVERAL.has(command ?? '') ? [command ?? '', ...args] : args);
} catch (error) {
  fail(error);
}
