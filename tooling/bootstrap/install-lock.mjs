import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 200;
const OLDEST_LOCK_MS = 15 * 60_000;

/**
 * Runs `work` while no other copy of this folder installs; a lock whose owner is gone is taken over.
 * @template Result
 * @param {string} root
 * @param {() => void} onWait called once when another copy has the lock
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withInstallLock(root, onWait, work) {
  // Outside node_modules, which an install may remove, and outside the work tree.
  const file = join(
    tmpdir(),
    `tools-provider-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
  );
  let isWaiting = false;
  while (!tryLock(file)) {
    if (!isWaiting) onWait();
    isWaiting = true;
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  if (isStale(file)) takeAway(file);
  return false;
}

/** @param {string} file */
function isStale(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (Date.now() - statSync(file).mtimeMs > OLDEST_LOCK_MS) return true;
    // An empty file is a lock whose owner has not written its number yet.
    return owner > 0 && !isAlive(owner);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {string} file */
function takeAway(file) {
  // Renaming lets exactly one of several waiting copies remove the stale lock.
  const mine = `${file}.${process.pid}`;
  try {
    renameSync(file, mine);
    rmSync(mine, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
