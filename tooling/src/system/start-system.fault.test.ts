import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoLabels, demoSources } from '../demo-catalog.ts';
import { demoTasks, demoToolGroups } from '../demo-content.ts';
import { type System, type SystemOptions, startSystem } from './start-system.ts';

const STOP_LIMIT_MS = 10_000;

let dataFolder: string;
let system: System;

function options(): SystemOptions {
  const env = { DATA_DIR: dataFolder, API_PORT: '0', KURRENTDB_URL: undefined, MONGODB_URL: undefined };
  return { env, without: ['console'] };
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'system-'));
  system = await startSystem(options());
});

afterAll(async () => {
  await system?.stop();
  rmSync(dataFolder, { recursive: true });
});

async function get<Body>(path: string): Promise<Body> {
  const api = system.url('api');
  const signIn = await fetch(`${api}/api/v1/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'viewer' }),
  });
  const { accessToken } = (await signIn.json()) as { accessToken: string };
  const response = await fetch(`${api}/api/v1${path}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

async function names(path: string): Promise<string[]> {
  const { items } = await get<{ items: { name?: string; title?: string }[] }>(path);
  return items.map((item) => item.name ?? item.title ?? '').sort();
}

test('The first start shows the demo data as soon as it is ready', async () => {
  expect(await names('/tool-groups?limit=500')).toEqual(demoToolGroups.map(({ body }) => body.name).sort());
  expect(await names('/tasks?limit=500')).toEqual(demoTasks.map(({ title }) => title).sort());
  expect(await names('/sources')).toEqual(demoSources.map(({ body }) => body.name).sort());
  expect(await names('/labels')).toEqual(demoLabels.map(({ name }) => name).sort());
  const { items } = await get<{ items: { id: string }[] }>('/tools?limit=500');
  const toolIds = new Set(items.map(({ id }) => id));
  const named = demoToolGroups.flatMap(({ body }) => [
    ...(body.explicitToolIds ?? []),
    ...(body.excludedToolIds ?? []),
  ]);
  expect(named.filter((toolId) => !toolIds.has(toolId))).toEqual([]);
});

test('A second copy on the same data folder is refused, and the first one goes on', async () => {
  await expect(startSystem(options())).rejects.toThrow('Another copy is running on the data folder');
  expect((await fetch(`${system.url('api')}/readyz`)).status).toBe(200);
});

test.each(['kurrentdb', 'mongodb', 'api', 'reconciliator'] as const)(
  'A killed %s comes back at its address, and the system answers as before',
  async (name) => {
    const part = system.part(name);
    const url = system.url(name);
    await system.kill(name);
    await part.untilReady();
    expect(system.url(name)).toBe(url);
    expect(Number(readFileSync(join(dataFolder, 'run', `${name}.pid`), 'utf8'))).toBe(part.pid);
    await expect
      .poll(async () => (await fetch(`${system.url('api')}/readyz`)).status, { timeout: 20_000 })
      .toBe(200);
    expect(await names('/tool-groups?limit=500')).toHaveLength(demoToolGroups.length);
  },
);

test('A full restart loses nothing, and writes no demo data a second time', async () => {
  const before = await get<{ id: string }[]>('/events?limit=500');
  const startedAt = performance.now();
  await system.stop();
  expect(performance.now() - startedAt).toBeLessThan(STOP_LIMIT_MS);
  system = await startSystem(options());
  expect(await get('/events?limit=500')).toEqual(before);
  expect(await names('/tasks?limit=500')).toEqual(demoTasks.map(({ title }) => title).sort());
});
