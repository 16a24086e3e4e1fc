import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakePart } from '../../fixtures/parts/fake-part.ts';
import type { LogLine } from './log-line.ts';
import type { PartDefinition } from './part-definition.ts';
import { freePort, httpUrl } from './ports.ts';
import { Supervisor } from './supervisor.ts';

const SUPERVISE = fileURLToPath(new URL('../../fixtures/parts/supervise.ts', import.meta.url));

let runFolder: string;
let supervisor: Supervisor | undefined;
let lines: LogLine[];

beforeEach(() => {
  runFolder = mkdtempSync(join(tmpdir(), 'supervisor-'));
  lines = [];
});

afterEach(async () => {
  await supervisor?.stop();
  supervisor = undefined;
  rmSync(runFolder, { recursive: true });
});

function supervise(...definitions: PartDefinition[]): Supervisor {
  supervisor = new Supervisor(definitions, runFolder, (line) => lines.push(line));
  return supervisor;
}

function texts(part: string): string[] {
  return lines.filter((line) => line.part === part).map((line) => line.text);
}

function pidIn(file: string): number {
  return Number(readFileSync(join(runFolder, file), 'utf8'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function answer(port: number): Promise<number> {
  const response = await fetch(httpUrl('127.0.0.1', port));
  return Number(await response.text());
}

test('A part is started only when those before it are ready, and is told their ports', async () => {
  let told: number | undefined;
  const second = fakePart('second', 'serve', ['first']);
  const { launch } = second;
  const parts = supervise(fakePart('first', 'serve'), {
    ...second,
    launch: (port, ports) => {
      told = ports.get('first');
      return launch(port, ports);
    },
  });
  await parts.start();
  expect(told).toBeGreaterThan(0);
  expect(told).toBe(parts.part('first').port);
});

test('The pid file holds the id of the process that serves, and goes when it stops', async () => {
  const parts = supervise(fakePart('api', 'serve'));
  await parts.start();
  expect(pidIn('api.pid')).toBe(await answer(parts.part('api').port));
  await parts.stop();
  expect(readdirSync(runFolder)).toEqual([]);
});

test('A part that is killed comes back at the same address with a new process', async () => {
  const parts = supervise(fakePart('api', 'serve'));
  await parts.start();
  const api = parts.part('api');
  const { port, pid } = api;
  await api.kill('SIGKILL');
  await api.untilReady();
  expect(api.port).toBe(port);
  expect(await answer(port)).toBe(api.pid);
  expect(api.pid).not.toBe(pid);
  expect(pidIn('api.pid')).toBe(api.pid);
  expect(texts('api')).toContain('was ended by SIGKILL; starting it again in 100 ms (restart 1)');
});

test('A part that cannot start again is tried again without end, ever more slowly', async () => {
  const parts = supervise(fakePart('api', 'brief'));
  await parts.start();
  await parts.part('api').kill();
  await vi.waitFor(() => expect(parts.part('api').restarts).toBeGreaterThanOrEqual(4), { timeout: 20_000 });
  const waits = texts('api').map((text) => Number(/again in (\d+) ms/.exec(text)?.[1] ?? 0));
  expect(waits.filter((wait) => wait > 0).slice(0, 4)).toEqual([100, 200, 400, 800]);
});

test('Stopping while a part waits for its restart leaves nothing behind', async () => {
  const parts = supervise(fakePart('api', 'brief'));
  await parts.start();
  await parts.part('api').kill();
  await parts.stop();
  expect(parts.part('api').state).toBe('stopped');
  expect(parts.part('api').pid).toBeUndefined();
});

test('A part that cannot start ends everything with its own sentence', async () => {
  const parts = supervise(fakePart('store', 'serve'), fakePart('flux', 'refuse', ['store']));
  await expect(parts.start()).rejects.toThrow(/^The flux port 88 is in use: set FLUX_PORT to another\.$/);
  expect(parts.part('store').state).toBe('stopped');
  expect(readdirSync(runFolder)).toEqual([]);
});

test('A part that ends without a word is reported with its exit code', async () => {
  const parts = supervise(fakePart('api', 'crash'));
  await expect(parts.start()).rejects.toThrow('The api ended with exit code 7 before it was ready.');
});

test('A part that never becomes ready is given up and ended', async () => {
  const parts = supervise(fakePart('api', 'silent', [], { readyTimeoutMs: 300 }));
  const started = parts.start();
  await expect(started).rejects.toThrow(/was not ready within/);
  expect(parts.part('api').pid).toBeUndefined();
});

test('A part that is ready by its address is waited for until that answers', async () => {
  const port = await freePort('127.0.0.1');
  const readyWhen = () => new URL(httpUrl('127.0.0.1', port));
  const parts = supervise(fakePart('console', 'serve', [], { port, readyWhen }));
  await parts.start();
  expect(await answer(port)).toBe(parts.part('console').pid);
});

test('Parts are stopped in reverse order, and one that does not listen is killed', async () => {
  const parts = supervise(
    fakePart('store', 'serve'),
    fakePart('api', 'serve', ['store']),
    fakePart('deaf', 'deaf', ['api']),
  );
  await parts.start();
  const pids = [...parts.parts.values()].map((part) => part.pid as number);
  const startedAt = performance.now();
  await parts.stop();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  const told = lines.filter((line) => ['stopping', 'not listening'].includes(line.text));
  expect(told.map((line) => line.part)).toEqual(['deaf', 'api', 'store']);
  expect(pids.filter(isAlive)).toEqual([]);
});

test('A paused part is stopped gracefully too', async () => {
  const parts = supervise(fakePart('worker', 'serve'));
  await parts.start();
  process.kill(parts.part('worker').pid as number, 'SIGSTOP');
  await parts.stop();
  expect(texts('worker')).toContain('stopping');
});

test('A part that is held down on purpose stays down until it is started again', async () => {
  const parts = supervise(fakePart('worker', 'serve'));
  await parts.start();
  const worker = parts.part('worker');
  const { port } = worker;
  await worker.stop();
  expect(existsSync(join(runFolder, 'worker.pid'))).toBe(false);
  expect(worker.state).toBe('stopped');
  await worker.start();
  expect(await answer(port)).toBe(worker.pid);
  expect(worker.restarts).toBe(0);
});

test('No part outlives a supervisor that was killed', async () => {
  const child = spawn(process.execPath, [SUPERVISE, runFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const pids = [pidIn('first.pid'), pidIn('second.pid')];
  expect(pids.map(isAlive)).toEqual([true, true]);
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), {
    timeout: 15_000,
    interval: 100,
  });
});
