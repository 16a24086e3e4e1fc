import { CATEGORY } from '@tools-provider/domain';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { printRatio } from '../measure.ts';
import { writeGroups } from './backlog.ts';
import { ackOnlySeconds } from './raw-subscription.ts';
import { bulkWriteSeconds, rowsOf, withRawDb } from './raw-writes.ts';
import { ReadPathWorker } from './read-path-worker.ts';
import type { StoreAddresses } from './worker-messages.ts';

const GROUPS = 1_500;
const EVENTS_EACH = 4;
const EVENTS = GROUPS * EVENTS_EACH;
const ROUNDS = 4;

/** Brings a backlog into documents, status and feed, acknowledged, against a raw client that only writes the same and one that only acknowledges. */
export async function benchProjectedEvents(stores: StoreAddresses): Promise<void> {
  const kurrentDb = connectKurrentDb(stores.kurrentdb, CATEGORY);
  const worker = await ReadPathWorker.launch(stores);
  const best = new Map<string, number>();
  const note = (name: string, seconds: number) =>
    best.set(name, Math.min(seconds, best.get(name) ?? Number.POSITIVE_INFINITY));
  for (let round = 0; round <= ROUNDS; round += 1) {
    const streams = await writeGroups(kurrentDb, { groups: GROUPS, eventsEach: EVENTS_EACH });
    const [done] = await worker.runTo([EVENTS]);
    const [written, indexed] = await withRawDb(stores.mongodb, async (db) => {
      const rows = await rowsOf(db, streams);
      return [
        await bulkWriteSeconds(db, rows, { isIndexed: false }),
        await bulkWriteSeconds(db, rows, { isIndexed: true }),
      ] as const;
    });
    const acked = await ackOnlySeconds(stores.kurrentdb, EVENTS);
    if (round === 0) continue;
    note('projected', done?.seconds ?? Number.NaN);
    note('raw bulkWrite', written);
    note('indexed bulkWrite', indexed);
    note('raw subscription', acked);
  }
  await worker.close();
  await kurrentDb.close();
  const [projected, ...raws] = [...best].map(([name, seconds]) => ({ name, perSecond: EVENTS / seconds }));
  for (const raw of raws)
    if (projected !== undefined) printRatio(`projected events, to ${raw.name}`, projected, raw);
}
