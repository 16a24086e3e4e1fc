import { CATEGORY } from '@tools-provider/domain';
import { connectKurrentDb } from '@tools-provider/kurrentdb';
import { writeGroups } from './backlog.ts';
import { ReadPathWorker } from './read-path-worker.ts';
import type { Mark, StoreAddresses } from './worker-messages.ts';

const FIRST = 10_000;
const EVENTS_EACH = 20;
/** Cost is measured over so many events after the first mark, and before the last. */
const WINDOW = 40_000;

/** Memory of the worker and cost of an event after very many events, against those after ten thousand. */
export async function benchLongRun(stores: StoreAddresses, events: number): Promise<void> {
  const kurrentDb = connectKurrentDb(stores.kurrentdb, CATEGORY);
  await writeGroups(kurrentDb, { groups: Math.ceil(events / EVENTS_EACH), eventsEach: EVENTS_EACH });
  await kurrentDb.close();
  const worker = await ReadPathWorker.launch(stores);
  const [first, afterFirst, beforeLast, last] = await worker.runTo([
    FIRST,
    FIRST + WINDOW,
    events - WINDOW,
    events,
  ]);
  await worker.close();
  if (first === undefined || afterFirst === undefined || beforeLast === undefined || last === undefined)
    return;
  const at = `at ${events.toLocaleString('en')} events, to ${FIRST.toLocaleString('en')}`;
  print(`  of which alive ${at}`, last.liveBytes / 2 ** 20, first.liveBytes / 2 ** 20, 'MiB');
  const [early, late] = [costBetween(first, afterFirst), costBetween(beforeLast, last)];
  print(`memory ${at}`, last.residentBytes / 2 ** 20, first.residentBytes / 2 ** 20, 'MiB');
  print(`time an event ${at}`, late.micros, early.micros, 'µs');
  print(`worker's CPU an event ${at}`, late.cpuMicros, early.cpuMicros, 'µs');
}

function costBetween(from: Mark, to: Mark) {
  const events = to.events - from.events;
  return {
    micros: ((to.seconds - from.seconds) / events) * 1e6,
    cpuMicros: ((to.cpuSeconds - from.cpuSeconds) / events) * 1e6,
  };
}

function print(what: string, late: number, early: number, unit: string): void {
  console.log(
    `${what.padEnd(46)} ${(late / early).toFixed(2)}   (${late.toFixed(0)} ${unit}, ${early.toFixed(0)} ${unit})`,
  );
}
