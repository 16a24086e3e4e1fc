import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseStreamName } from '@tools-provider/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedStores, startEmbeddedStores } from './embedded-stores.ts';
import { GroupLoad } from './group-load.ts';
import { untilProjected } from './projected.ts';
import { runReconciliator } from './run-reconciliator.ts';

const COMMAND = fileURLToPath(new URL('../src/command/main.ts', import.meta.url));

let stores: EmbeddedStores;
let load: GroupLoad;
beforeAll(async () => {
  stores = await startEmbeddedStores();
  load = new GroupLoad(stores, 12);
  await load.changeAll();
  const reconciliator = await runReconciliator(stores);
  await untilProjected(stores, load.heads);
  await reconciliator.stop();
});
afterAll(async () => {
  await stores.close();
});

/** Runs a command on the stores, without any worker; answers its exit code and what it printed. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', COMMAND, ...args], {
    env: {
      ...process.env,
      KURRENTDB_URL: stores.kurrentDbUrl,
      MONGODB_URL: stores.mongoDbUrl,
      LEASE_TTL_MS: '1000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  expect(errors).toBe('');
  return { code: code as number, lines: printed.trim().split('\n') };
}

/** Takes a selector out of a document, which no event has done. */
async function makeWrong(): Promise<string> {
  const [stream = '', head = 0] = [...load.heads][0] ?? [];
  const { id = '' } = parseStreamName(stream) ?? {};
  const document = (await stores.mongoDb.readModel.loadDocuments('tool-groups', [id])).get(id);
  const event = await stores.kurrentDb.eventStore.readLast(stream);
  if (document === undefined || event === undefined) throw new Error(`There is no group ${id}`);
  const wrong = { ...document, selectors: [] };
  const write = { collection: 'tool-groups', id, revision: head, document: wrong };
  await stores.mongoDb.readModel.writeUnguarded([write], event, []);
  return id;
}

describe('the commands on the stores themselves, while no worker runs', () => {
  it('compare, rebuild and say how it ended, in words and by the exit code', async () => {
    const right = await run(['verify', 'all']);
    expect(right).toMatchObject({ code: 0 });
    expect(right.lines.at(-1)).toBe(
      '12 streams compared: all documents of all projections equal their streams.',
    );

    const id = await makeWrong();
    const wrong = await run(['verify', 'tool-groups']);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.lines).toContain(`tool-groups ${id} at revision 2: /selectors/0`);

    const rebuilt = await run(['rebuild', 'tool-groups']);
    expect(rebuilt).toMatchObject({ code: 0 });
    expect(rebuilt.lines.at(-1)).toBe(
      'Rebuilt tool-groups: 12 streams compared, all documents equal, and shown.',
    );
    expect(await run(['verify'])).toMatchObject({ code: 0 });
  });

  it('say in one sentence what is wrong', async () => {
    expect(await run(['rebuild', 'nonsense'])).toMatchObject({
      code: 1,
      lines: [expect.any(String), 'The rebuild of nonsense failed: This version has no projection nonsense.'],
    });
    expect(await run(['verify', 'a', 'b'])).toEqual({
      code: 1,
      lines: ['Give the name of one projection, such as tool-groups, or all.'],
    });
    const nowhere = { KURRENTDB_URL: '', API_URL: 'http://127.0.0.1:9' };
    const { code, lines } = await run(['verify'], nowhere);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toMatch(/^No api answers at http:\/\/127\.0\.0\.1:9: /);
  });
});
