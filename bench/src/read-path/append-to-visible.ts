import { randomUUID } from 'node:crypto';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { CATEGORY, streamName } from '@tools-provider/domain';
import { connectKurrentDb, type KurrentDb } from '@tools-provider/kurrentdb';
import { connectMongoDb } from '@tools-provider/mongodb';
import type { Document } from 'mongodb';
import { atRate, percentile } from '../measure.ts';
import { writeGroup } from './backlog.ts';
import { ProjectionWatch } from './projection-watch.ts';
import { appendRaw, rawGroupEvents } from './raw-events.ts';
import { withRawDb } from './raw-writes.ts';
import { ReadPathWorker } from './read-path-worker.ts';
import type { StoreAddresses } from './worker-messages.ts';

const RATES = [
  { perSecond: 1, seconds: 15, rounds: 2 },
  { perSecond: 500, seconds: 4, rounds: 4 },
];

type Timed = () => Promise<number>;

/** From the call of a command's append until its document can be read, at two rates, against a raw append and a raw bulkWrite at the same rate. */
export async function benchAppendToVisible(stores: StoreAddresses): Promise<void> {
  const [kurrentDb, mongoDb] = [connectKurrentDb(stores.kurrentdb, CATEGORY), connectMongoDb(stores.mongodb)];
  const client = KurrentDBClient.connectionString(stores.kurrentdb);
  const worker = await ReadPathWorker.launch(stores);
  await worker.start();
  const watch = await ProjectionWatch.open(mongoDb);
  await withRawDb(stores.mongodb, async (db) => {
    const collection = db.collection<Document>('bench-raw-visible');
    const raw = async () => {
      const start = performance.now();
      await appendRaw(client, `bench_raw-${randomUUID()}`, rawGroupEvents(0));
      await collection.bulkWrite([{ insertOne: { document: { at: start } } }]);
      return performance.now() - start;
    };
    const visible = () => millisecondsUntilVisible(kurrentDb, watch);
    await sample({ perSecond: 200, seconds: 5 }, visible);
    await sample({ perSecond: 200, seconds: 2 }, raw);
    for (const rate of RATES) print(rate.perSecond, await bestRounds(rate, { visible, raw }));
    await collection.drop();
  });
  await watch.close();
  await worker.stop();
  await Promise.all([worker.close(), kurrentDb.close(), mongoDb.close(), client.dispose()]);
}

async function millisecondsUntilVisible(kurrentDb: KurrentDb, watch: ProjectionWatch): Promise<number> {
  const id = randomUUID();
  const visible = watch.whenVisible(streamName({ aggregate: 'tool-group', id }));
  const start = performance.now();
  await Promise.all([writeGroup(kurrentDb, { id, name: 'Visible', events: 1 }), visible]);
  return performance.now() - start;
}

async function sample(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  timed: Timed,
): Promise<number[]> {
  const samples: number[] = [];
  await atRate(perSecond, perSecond * seconds, async () => {
    samples.push(await timed());
  });
  return samples;
}

/** Of several rounds in turn, the one of each with the lowest median. */
async function bestRounds(
  rate: (typeof RATES)[number],
  { visible, raw }: { readonly visible: Timed; readonly raw: Timed },
): Promise<{ visible: number[]; raw: number[] }> {
  const rounds: { visible: number[]; raw: number[] }[] = [];
  for (let round = 0; round < rate.rounds; round += 1)
    rounds.push({ visible: await sample(rate, visible), raw: await sample(rate, raw) });
  const best = (what: 'visible' | 'raw') =>
    rounds.map((round) => round[what]).toSorted((a, b) => percentile(a, 0.5) - percentile(b, 0.5))[0] ?? [];
  return { visible: best('visible'), raw: best('raw') };
}

function print(
  perSecond: number,
  { visible, raw }: { readonly visible: number[]; readonly raw: number[] },
): void {
  const ms = (samples: readonly number[], share: number) => `${percentile(samples, share).toFixed(1)} ms`;
  const ratio = percentile(visible, 0.5) / percentile(raw, 0.5);
  console.log(
    `${`append to visible, ${perSecond} a second`.padEnd(46)} ${ratio.toFixed(2)}   (p50 ${ms(visible, 0.5)}, p99 ${ms(visible, 0.99)}; ` +
      `raw append + bulkWrite p50 ${ms(raw, 0.5)}, p99 ${ms(raw, 0.99)})`,
  );
}
