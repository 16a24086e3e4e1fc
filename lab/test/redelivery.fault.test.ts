import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamName } from '@tools-provider/domain';
import { type Environment, startSystem } from '@tools-provider/tooling';
import { describe, expect, it } from 'vitest';
import { withoutGuard } from '../src/guards/guards.ts';
import { readAftermath } from '../src/soak/aftermath.ts';
import { findingsIn } from '../src/soak/findings.ts';
import { settled } from '../src/soak/settled.ts';
import { signIn } from '../src/soak/sign-in.ts';
import { connectStores } from '../src/soak/stores.ts';

/** An audit would find some of the damage, and repair it. */
const NO_AUDIT = { AUDIT_INTERVAL_MS: '3600000' };

/**
 * A worker stores an event and is killed before it acknowledges it, so that it is delivered once more to the worker that comes after.
 * Answers what is wrong then with the document or its status.
 */
async function findingsAfterRedelivery(workerEnvironment: Environment): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-provider-redelivery-'));
  let runs = 0;
  const system = await startSystem({
    env: {
      DATA_DIR: folder,
      API_PORT: '0',
      RECONCILIATOR_PORT: '0',
      KURRENTDB_URL: undefined,
      MONGODB_URL: undefined,
      DEMO_DATA: 'false',
    },
    without: ['console'],
    environmentOf: (part) => {
      if (part !== 'reconciliator') return {};
      runs += 1;
      return { ...workerEnvironment, ...(runs === 2 ? { RECONCILIATOR_CRASH_AT: 'before-ack:1' } : {}) };
    },
  });
  const stores = connectStores({ kurrentdb: system.url('kurrentdb'), mongodb: system.url('mongodb') });
  try {
    const apiUrl = system.url('api');
    const authorization = `Bearer ${await signIn(apiUrl)}`;
    const send = async (path: string, body: object): Promise<string> => {
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await fetch(`${apiUrl}/api/v1/tool-groups${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(answer.status).toBeLessThan(300);
      return ((await answer.json()) as { id: string }).id;
    };
    const id = await send('', { name: 'Delivered twice' });
    const stream = streamName({ aggregate: 'tool-group', id });
    const members = [
      {
        aggregate: 'tool-group',
        id,
        stream,
        isCreated: true,
        revision: 0,
        selectors: [],
        tools: [],
        exclusions: [],
      },
    ] as const satisfies Parameters<typeof settled>[1];
    await settled(stores, members);
    const worker = system.parts.get('reconciliator');
    await worker?.kill('SIGKILL');
    await worker?.untilReady();
    await send(`/${id}/selectors`, { namePattern: 'a*' });
    // The second run ends itself; the third is the one that gets the event once more.
    await expect.poll(() => runs, { timeout: 30_000 }).toBe(3);
    await worker?.untilReady();
    await settled(stores, members);
    const findings = findingsIn(await readAftermath(stores, members), []);
    return findings.filter((finding) => finding.startsWith(stream));
  } finally {
    await stores.close();
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

describe('an event that is delivered once more after it was stored', () => {
  it('changes nothing', async () => {
    expect(await findingsAfterRedelivery(NO_AUDIT)).toEqual([]);
  });

  it('is applied twice by a worker that takes a delivery for the next event without looking at the revision', async () => {
    const without = { ...withoutGuard('revision'), ...NO_AUDIT };
    expect(await findingsAfterRedelivery(without)).toContainEqual(
      expect.stringMatching(/by its events and .* in its document/),
    );
  });
});
