import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { CATEGORY, streamName } from '@tools-provider/domain';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { printRatio } from '../measure.ts';
import { writeGroups } from './backlog.ts';
import { appendRaw, rawChanges, rawEvent, rawGroupEvents } from './raw-events.ts';
import { ReadPathWorker } from './read-path-worker.ts';
import type { StoreAddresses } from './worker-messages.ts';

const GROUPS = 1_500;
const EVENTS_EACH = 4;
const LONG = 100_000;
/** How many events the two troubled aggregates, or the two sound ones in their place, have in each round. */
const MORE = 60;
const ROUNDS = 5;

type Beside = (stream: string) => Promise<unknown>;

/** How fast a backlog is projected beside one aggregate that is set aside and one of 100,000 events, against two sound ones in their place. */
export async function benchTroubledAggregates(stores: StoreAddresses): Promise<void> {
  const kurrentDb = connectKurrentDb(stores.kurrentdb, CATEGORY);
  const client = KurrentDBClient.connectionString(stores.kurrentdb);
  const worker = await ReadPathWorker.launch(stores);
  const long = newStream();
  await appendRaw(client, long, rawGroupEvents(LONG - 1));
  await worker.runTo([LONG]);

  const sound: Beside = (stream) => appendRaw(client, stream, rawGroupEvents(MORE - 1));
  const poisoned: Beside = (stream) => {
    const [created, ...changes] = rawGroupEvents(MORE - 2);
    return appendRaw(
      client,
      stream,
      [created, rawEvent('group.poisoned.v1', {}), ...changes].filter((event) => event !== undefined),
    );
  };
  const longer: Beside = () => client.appendToStream(long, rawChanges(MORE));
  const uncounted = [long];
  const secondsBeside = async (...besides: readonly Beside[]) => {
    await writeGroups(kurrentDb, { groups: GROUPS / 2, eventsEach: EVENTS_EACH });
    for (const beside of besides) {
      const stream = newStream();
      uncounted.push(stream);
      await beside(stream);
    }
    await writeGroups(kurrentDb, { groups: GROUPS / 2, eventsEach: EVENTS_EACH });
    const [done] = await worker.runTo([GROUPS * EVENTS_EACH], uncounted);
    return done?.seconds ?? Number.NaN;
  };
  const best = { sound: Number.POSITIVE_INFINITY, troubled: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round += 1) {
    best.sound = Math.min(best.sound, await secondsBeside(sound, sound));
    best.troubled = Math.min(best.troubled, await secondsBeside(poisoned, longer));
  }
  await worker.close();
  await Promise.all([kurrentDb.close(), client.dispose()]);
  const others = GROUPS * EVENTS_EACH;
  printRatio(
    'others beside a poisoned and a long aggregate',
    { name: 'beside them', perSecond: others / best.troubled },
    { name: 'beside two sound ones', perSecond: others / best.sound },
  );
}

function newStream(): string {
  return streamName({ aggregate: 'tool-group', id: randomUUID() });
}
