import { randomUUID } from 'node:crypto';
import { streamName } from '@tools-provider/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiProcess, startApi } from './api-process.ts';
import { type StoresWithLog, startEmbeddedStores } from './embedded-stores.ts';
import { expectConsistent } from './expect-consistent.ts';
import { type LogProcess, startLogProcess } from './log-process.ts';
import { untilProjected } from './projected.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** The client alone would wait 20 s, and in some calls for ever. Two are promised, and the rest is for a machine that is busy. */
const SOON_MS = 8_000;

let stores: StoresWithLog<LogProcess>;
let api: ApiProcess;
let worker: WorkerProcess;
beforeEach(async () => {
  stores = await startEmbeddedStores(startLogProcess);
  worker = startWorker(stores, { LOG_LEVEL: 'fatal' });
  [api] = await Promise.all([startApi(stores), worker.ready]);
});
afterEach(async () => {
  stores.logServer().letGoOn();
  await Promise.all([api.stop(), worker.stop()]);
  await stores.close();
});

async function create(id: string): Promise<number> {
  const group = { id, name: 'Patient', selectors: [{ namePattern: 'a*' }] };
  const { status } = await api.post('/tool-groups', group, { 'idempotency-key': id });
  return status;
}

describe('a log that hangs', () => {
  it('keeps neither commands nor probes waiting, and all is done when it goes on', async () => {
    const [before, meanwhile] = [randomUUID(), randomUUID()];
    expect(await create(before)).toBe(201);
    stores.logServer().holdUp();
    const heldUpAt = performance.now();
    const readiness = async () => (await fetch(`${await worker.probes}/readyz`)).status;
    expect(await Promise.all([create(meanwhile), readiness()])).toEqual([503, 503]);
    expect(performance.now() - heldUpAt).toBeLessThan(SOON_MS);

    stores.logServer().letGoOn();
    expect(await create(meanwhile)).toBe(201);
    const heads = new Map([before, meanwhile].map((id) => [streamName({ aggregate: 'tool-group', id }), 1]));
    await untilProjected(stores, heads);
    await expect.poll(readiness).toBe(200);
    await expectConsistent(stores, heads);
  });
});
