import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotStart } from './cannot-start.mjs';
import { withInstallLock } from './install-lock.mjs';
import { isInstalled, isLaidByNpm, rememberInstall, wantedInstall } from './install-stamp.mjs';
import { projectNode } from './project-node.mjs';
import { pnpmInstall } from './run-pnpm.mjs';
import { say } from './say.mjs';

const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|dns error|connect error|error sending request/i;

/**
 * Installs the workspace unless the last install was made from the same manifests; quiet when there is nothing to do.
 * @param {string} root
 */
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

/** @param {string} root */
async function install(root) {
  const { pnpm } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies;
  const startedAt = Date.now();
  say('Installing the packages (first start, or they have changed) …');
  const { code, output } = await pnpmInstall(root, pnpm);
  if (code !== 0) throw new CannotStart(whyItFailed(output));
  if (!existsSync(projectNode(root))) {
    throw new CannotStart(
      "The project's own Node.js was not set up, which its install script does: allow install scripts (ignore-scripts=false) and try again.",
    );
  }
  say(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** @param {string} output */
function whyItFailed(output) {
  const log = join(tmpdir(), `tools-provider-install-${process.pid}.log`);
  writeFileSync(log, output);
  if (NO_NETWORK.test(output)) {
    return `The packages could not be downloaded because the npm registry does not answer: check the network or the proxy and try again (log: ${log}).`;
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return 'pnpm-lock.yaml does not match the package.json files: run "npx pnpm install" and commit the lockfile.';
  }
  const code = output.match(/ERR_[A-Z0-9_]+/)?.[0];
  const words = output
    .match(/(?:╰─▶|×|ERR_[A-Z0-9_]+\]?|npm error) +([^\n]+)/g)
    ?.at(-1)
    ?.replace(/^\S+ +/, '');
  const reason = [code, words?.trim()].filter(Boolean).join(': ') || 'pnpm gave no reason';
  return `The packages could not be installed (${reason}): the whole log is in ${log}.`;
}
