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
  const best = { projected: Number.POSITIVE_INFINITY, written: Number.POSITIVE_INFINITY };
  let acked = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const streams = await writeGroups(kurrentDb, { groups: GROUPS, eventsEach: EVENTS_EACH });
    const [done] = await worker.runTo([EVENTS]);
    const written = await withRawDb(stores.mongodb, async (db) =>
      bulkWriteSeconds(db, await rowsOf(db, streams)),
    );
    const ackOnly = await ackOnlySeconds(stores.kurrentdb, EVENTS);
    if (round === 0) continue;
    best.projected = Math.min(best.projected, done?.seconds ?? Number.NaN);
    best.written = Math.min(best.written, written);
    acked = Math.min(acked, ackOnly);
  }
  await worker.close();
  await kurrentDb.close();
  const projected = { name: 'projected', perSecond: EVENTS / best.projected };
  printRatio('projected events, to raw bulkWrite', projected, {
    name: 'raw bulkWrite of what they make',
    perSecond: EVENTS / best.written,
  });
  printRatio('projected events, to a raw subscription', projected, {
    name: 'raw subscription that only acknowledges',
    perSecond: EVENTS / acked,
  });
}
