import { CATEGORY } from '@tools-provider/domain';
import {
  DomainEventCloudEventBehavior,
  type PipelineObserver,
  ReadModelReconciliator,
  type ReadPathContext,
} from '@tools-provider/event-sourcing';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { Mediator } from '@tools-provider/mediator';
import { connectMongoDb } from '@tools-provider/mongodb';
import { registerProjections } from '@tools-provider/read-model';
import type { FromWorker, Mark, StoreAddresses, ToWorker } from './worker-messages.ts';

const stores = JSON.parse(process.argv[2] ?? '{}') as StoreAddresses;
const kurrentDb = connectKurrentDb(stores.kurrentdb, CATEGORY);
const mongoDb = connectMongoDb(stores.mongodb);
const mediator = createReadSide();
let running: ReadModelReconciliator | undefined;

process.on('message', (message: ToWorker) => void obey(message));
process.on('disconnect', () => process.exit(0));
await Promise.all([kurrentDb.ping(), mongoDb.ping()]);
tell({ kind: 'stopped' });

async function obey(message: ToWorker): Promise<void> {
  if (message.kind === 'stop') {
    await running?.stop();
    tell({ kind: 'stopped' });
    return;
  }
  running = new ReadModelReconciliator({
    mediator,
    eventStore: kurrentDb.eventStore,
    subscription: kurrentDb.categorySubscription,
    readModel: mongoDb.readModel,
    log: { info: () => undefined, warn: () => undefined },
    observer: watchFor(message.marks, new Set(message.uncounted)),
  });
  await running.start();
  tell({ kind: 'started' });
}

function watchFor(marks: readonly number[], uncounted: ReadonlySet<string>): PipelineObserver {
  const start = performance.now();
  let events = 0;
  let next = 0;
  return {
    reached: (point, { stream }) => {
      if (point !== 'after-ack' || uncounted.has(stream)) return;
      events += 1;
      if (events !== marks[next]) return;
      next += 1;
      tell(markAt(events, start));
    },
  };
}

function markAt(events: number, start: number): Mark {
  const { user, system } = process.cpuUsage();
  const residentBytes = process.memoryUsage.rss();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return {
    kind: 'mark',
    events,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    residentBytes,
    liveBytes: heapUsed + external,
  };
}

function createReadSide(): Mediator<never, ReadPathContext> {
  const toCloudEvent = new DomainEventCloudEventBehavior(
    ({ id, type, stream, revision, data, metadata }) => ({
      specversion: '1.0',
      id,
      source: 'https://bench.invalid',
      type: `io.tools-provider.${type}`,
      subject: stream,
      time: metadata.occurredAt,
      revision,
      data,
    }),
  );
  const readSide = new Mediator<never, ReadPathContext>({ event: [toCloudEvent.behavior] });
  registerProjections(readSide);
  return readSide;
}

function tell(message: FromWorker): void {
  process.send?.(message);
}
