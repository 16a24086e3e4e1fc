import { spawn } from 'node:child_process';
import { CannotStart } from './cannot-start.mjs';
import { say } from './say.mjs';

const PROGRESS_EVERY_MS = 2000;
const PROGRESS = /Progress: resolved (\d+), reused \d+, downloaded (\d+), added (\d+)/g;

/**
 * Runs `pnpm install` at the given version through npx, which comes with npm, and shows how far it is.
 * @param {string} root
 * @param {string} version
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function pnpmInstall(root, version) {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['-y', `pnpm@${version}`, 'install', '--reporter=append-only'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm's own waits between retries add up to more than a minute before it says that there is no network.
      env: {
        npm_config_fetch_retry_mintimeout: '1000',
        npm_config_fetch_retry_maxtimeout: '5000',
        ...process.env,
      },
      // On Windows npx is a script, which only a shell runs.
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
    child.on('error', () => {
      reject(new CannotStart('npx was not found: install npm, which comes with Node.js, and try again.'));
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (signal === null) resolve({ code, output });
      else reject(new CannotStart('The install was interrupted: run the command again to finish it.'));
    });
  });
}

function progressPrinter() {
  let printedAt = 0;
  return (/** @type {string} */ text) => {
    const latest = [...text.matchAll(PROGRESS)].at(-1);
    if (latest === undefined || Date.now() - printedAt < PROGRESS_EVERY_MS) return;
    printedAt = Date.now();
    const [, found, downloaded, added] = latest;
    say(`  ${found} packages found, ${downloaded} downloaded, ${added} in place`);
  };
}
