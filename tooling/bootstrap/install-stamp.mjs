import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode } from './project-node.mjs';

const WORKSPACE_FOLDERS = ['apps', 'packages'];
const WORKSPACE_PACKAGES = ['bench', 'e2e', 'tooling'];

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.tools-provider-installed');
}

/** @param {string} root */
function packageFolders(root) {
  const nested = WORKSPACE_FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  return [...nested, ...WORKSPACE_PACKAGES]
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
}

/**
 * Fingerprint of all that decides what an install would lay down: lockfile, manifests, machine.
 * @param {string} root
 */
export function wantedInstall(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const manifests = packageFolders(root).map((folder) => join(folder, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * True when the last install was made from these very manifests and is still in place.
 * @param {string} root
 * @param {string} wanted
 */
export function isInstalled(root, wanted) {
  if (!existsSync(stampFile(root)) || readFileSync(stampFile(root), 'utf8') !== wanted) return false;
  return existsSync(projectNode(root)) && !isLaidByNpm(root);
}

/**
 * True when `npm install` was run here: its node_modules is another layout and hides what is missing.
 * @param {string} root
 */
export function isLaidByNpm(root) {
  return existsSync(join(root, 'node_modules', '.package-lock.json'));
}

/**
 * Remembers a finished install.
 * @param {string} root
 * @param {string} wanted
 */
export function rememberInstall(root, wanted) {
  writeFileSync(stampFile(root), wanted);
}
