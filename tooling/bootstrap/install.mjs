import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.mjs';
import { withInstallLock } from './install-lock.mjs';
import { isInstalled, isLaidByNpm, rememberInstall, wantedInstall } from './install-stamp.mjs';
import { projectNode } from './project-node.mjs';

const PROGRESS_EVERY_MS = 2000;

/** Installs the workspace unless the last install was made from the same manifests; quiet when there is nothing to do. */
export async function ensureInstalled(root) {
  const wanted = wantedInstall(root);
  if (isInstalled(root, wanted)) return;
  await withInstallLock(
    root,
    () => say('Another copy is installing the packages here; waiting for it.'),
    async () => {
      if (isInstalled(root, wanted)) return;
      if (isLaidByNpm(root)) rmSync(join(root, 'node_modules'), { recursive: true, force: true });
      await install(root);
      // Read again: an install that is allowed to may have brought the lockfile up to date.
      rememberInstall(root, wantedInstall(root));
    },
  );
}

async function install(root) {
  const { pnpm } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies;
  const startedAt = Date.now();
  say('Installing the packages (first start, or they have changed) …');
  const { code, output } = await runPnpm(root, pnpm);
  if (code !== 0 || !existsSync(projectNode(root))) throw new CannotStart(whyItFailed(output));
  say(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

function runPnpm(root, version) {
  return new Promise((resolve, reject) => {
    // On Windows npx is a script, which only a shell runs.
    const child = spawn('npx', ['-y', `pnpm@${version}`, 'install', '--reporter=append-only'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm's own waits between retries add up to more than a minute before it says that there is no network.
      env: {
        npm_config_fetch_retry_mintimeout: '1000',
        npm_config_fetch_retry_maxtimeout: '5000',
        ...process.env,
      },
      shell: process.platform === 'win32',
    });
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop).once('SIGTERM', stop);
    let output = '';
    const showProgress = progressPrinter();
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        showProgress(text);
      });
    }
    child.on('error', () =>
      reject(new CannotStart('npx was not found: install npm, which comes with Node.js, and try again.')),
    );
    child.on('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (signal !== null)
        reject(new CannotStart('The install was interrupted: run the command again to finish it.'));
      else resolve({ code, output });
    });
  });
}

function progressPrinter() {
  let printedAt = 0;
  return (text) => {
    const found = text.match(/Progress: resolved (\d+), reused (\d+), downloaded (\d+), added (\d+)/g);
    if (found === null || Date.now() - printedAt < PROGRESS_EVERY_MS) return;
    printedAt = Date.now();
    const [, resolved, , downloaded, added] = found
      .at(-1)
      .match(/(\d+), reused (\d+), downloaded (\d+), added (\d+)/);
    say(`  ${resolved} packages found, ${downloaded} downloaded, ${added} in place`);
  };
}

function whyItFailed(output) {
  const log = join(tmpdir(), `tools-provider-install-${process.pid}.log`);
  writeFileSync(log, output);
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|dns error|connect error|error sending request/i.test(
      output,
    )
  ) {
    return `The packages could not be downloaded because the npm registry does not answer: check the network or the proxy and try again (log: ${log}).`;
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return 'pnpm-lock.yaml does not match the package.json files: run "npx pnpm install" and commit the lockfile.';
  }
  const reason = output.match(/(?:\[?ERR_[A-Z0-9_]+\]?|npm error)[^\n]*/)?.[0] ?? 'pnpm gave no reason';
  return `The packages could not be installed (${reason.trim()}): the whole log is in ${log}.`;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
