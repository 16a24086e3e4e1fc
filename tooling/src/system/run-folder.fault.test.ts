import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimRunFolder, emptyDataFolder } from './run-folder.ts';

const RUN_FOLDER = new URL('./run-folder.ts', import.meta.url).href;

let dataFolder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'data-folder-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataFolder, { recursive: true });
});

async function claimInAnotherProcess(): Promise<ChildProcess> {
  const script = `
    const { claimRunFolder } = await import(${JSON.stringify(RUN_FOLDER)});
    await claimRunFolder(${JSON.stringify(dataFolder)});
    console.log('claimed');
    setInterval(() => undefined, 1000);`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('A second copy on the same data folder is refused by a sentence', async () => {
  await claimInAnotherProcess();
  await expect(claimRunFolder(dataFolder)).rejects.toThrow(
    `Another copy is running on the data folder ${dataFolder}: stop it, or set DATA_DIR to another folder.`,
  );
});

test('A copy that was killed does not lock its data folder', async () => {
  const child = await claimInAnotherProcess();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const claimed = await claimRunFolder(dataFolder);
  claimed.release();
});

test('A claim waits for the parts that a killed copy left behind', async () => {
  const script =
    "process.on('SIGTERM', () => setTimeout(() => process.exit(), 300)); console.log(1); setInterval(() => 0, 999)";
  const part = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(part);
  await once(part.stdout, 'data');
  mkdirSync(join(dataFolder, 'run'));
  writeFileSync(join(dataFolder, 'run', 'api.pid'), `${part.pid}\n`);
  const exited = once(part, 'exit').then(() => 'exited');
  part.kill('SIGTERM');
  const claimed = claimRunFolder(dataFolder).then((folder) => {
    folder.release();
    return 'claimed';
  });
  expect(await Promise.race([claimed, exited])).toBe('exited');
  expect(await claimed).toBe('claimed');
  expect(existsSync(join(dataFolder, 'run', 'api.pid'))).toBe(false);
});

test('Beginning anew removes what the parts wrote and leaves what is not theirs', () => {
  for (const name of ['kurrentdb', 'mongodb', 'notes']) {
    mkdirSync(join(dataFolder, name));
    writeFileSync(join(dataFolder, name, 'file'), 'x');
  }
  emptyDataFolder(dataFolder);
  expect(existsSync(join(dataFolder, 'kurrentdb'))).toBe(false);
  expect(existsSync(join(dataFolder, 'mongodb'))).toBe(false);
  expect(existsSync(join(dataFolder, 'notes', 'file'))).toBe(true);
});

test('A data folder that cannot be made is refused by a sentence', async () => {
  writeFileSync(join(dataFolder, 'file'), 'x');
  await expect(claimRunFolder(join(dataFolder, 'file'))).rejects.toThrow(
    /cannot be written \(.+\): set DATA_DIR/,
  );
});
