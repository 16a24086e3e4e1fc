import { EventBus, type EventMessage, type EventObserver } from '@tools-provider/mediator';
import { printRatio, type Rate, secondsFor } from './measure.ts';

const EVENTS = 40;
/** What each observer waits for in every event, as for a store, in milliseconds. */
const OBSERVERS_MS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const SLOWEST_MS = Math.max(...OBSERVERS_MS);

/** Publishes to ten observers of 1 to 10 ms: at the same time it takes as long as the slowest, one after the other as long as all. */
export async function benchObservers(): Promise<void> {
  const slowest = await rateOf('slowest alone', 'concurrent', [SLOWEST_MS]);
  const concurrent = await rateOf('concurrent', 'concurrent', OBSERVERS_MS);
  const sequential = await rateOf('sequential', 'sequential', OBSERVERS_MS);
  printRatio(`${OBSERVERS_MS.length} observers at once, to the slowest`, concurrent, slowest);
  printRatio(`${OBSERVERS_MS.length} observers at once, to one by one`, concurrent, sequential);
}

async function rateOf(
  name: string,
  dispatch: 'concurrent' | 'sequential',
  observersMs: readonly number[],
): Promise<Rate> {
  const bus = new EventBus({ dispatch });
  for (const ms of observersMs) bus.subscribe(waiting(ms));
  const event: EventMessage = { type: 'measured.v1' };
  const seconds = await secondsFor(EVENTS, 1, async () => void (await bus.publish(event)));
  return { name, perSecond: EVENTS / seconds };
}

function waiting(ms: number): EventObserver {
  return { onEvent: () => new Promise((resolve) => setTimeout(resolve, ms)) };
}
