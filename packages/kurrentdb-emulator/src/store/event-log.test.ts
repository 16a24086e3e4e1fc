import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type StoreFiles } from './database.ts';
import { EventLog } from './event-log.ts';

let folder: string;
let files: StoreFiles;
let finishSync: (error?: Error) => void;
let syncs: number;
let log: EventLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-log-'));
  const store = openStore(folder);
  syncs = 0;
  // The disk answers when the test says so.
  const held = () =>
    new Promise<void>((resolve, reject) => {
      syncs += 1;
      finishSync = (error) => (error === undefined ? resolve() : reject(error));
    });
  files = { ...store, sync: held };
  log = new EventLog(files);
});

afterEach(() => {
  files.close();
  rmSync(folder, { recursive: true });
});

const append = (stream: string) =>
  log.append({
    stream,
    expected: 'any',
    events: [
      {
        id: randomUUID(),
        type: 't',
        contentType: 'application/json',
        data: Buffer.from('{}'),
        metadata: new Uint8Array(0),
      },
    ],
  });

/** Long enough for everything that does not wait for the disk. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

describe('an append', () => {
  it('is acknowledged, told and shown only when the disk has it', async () => {
    let isAcknowledged = false;
    let commits = 0;
    log.commits.onCommit(() => {
      commits += 1;
    });
    const both = Promise.all([append('a-1'), append('a-2')]).then(() => {
      isAcknowledged = true;
    });
    await settle();
    expect([isAcknowledged, commits, log.lastPosition, log.stream('a-1').head]).toEqual([false, 0, 0, -1]);
    expect([log.stream('$ce-a').head, log.allForwards(1, 10)]).toEqual([-1, []]);
    finishSync();
    await both;
    expect([commits, log.lastPosition, log.stream('a-1').head, log.stream('$ce-a').head]).toEqual([
      1, 4, 0, 1,
    ]);
  });

  it('that arrives while the disk is busy shares the next sync with the others', async () => {
    const first = [append('a-1'), append('a-2')];
    await settle();
    const second = Array.from({ length: 10 }, () => append('a-1'));
    await settle();
    expect(syncs).toBe(1);
    finishSync();
    await Promise.all(first);
    await settle();
    expect(syncs).toBe(2);
    finishSync();
    const outcomes = await Promise.all(second);
    expect(outcomes.map((outcome) => outcome.kind === 'appended' && outcome.revision)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  it('that the disk did not take is refused, with all that follow', async () => {
    const both = Promise.allSettled([append('a-1'), append('a-2')]);
    await settle();
    finishSync(new Error('EIO'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([log.lastPosition, log.stream('a-1').head]).toEqual([0, -1]);
    await expect(append('a-1')).rejects.toMatchObject({ code: 'store-unavailable' });
  });

  it('whose transaction fails leaves no trace, and the next one is written', async () => {
    const failing = log.commits.enqueue(() => {
      throw new Error('disk full');
    });
    const caught = Promise.allSettled([append('a-1'), failing, append('a-1')]);
    expect((await caught).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const outcome = await append('a-1');
    expect(outcome).toEqual({ kind: 'appended', revision: 0, position: 1 });
  });
});
