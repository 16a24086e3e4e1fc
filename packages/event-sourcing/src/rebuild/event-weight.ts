import type { RecordedEvent } from '../aggregate/domain-event.ts';

/** How many characters of JSON an event of the usual size holds at most. */
const USUAL_LENGTH = 1_000;

/** About how much memory events take, and what is made of them, in events of the usual size: one with a whole document in it counts for many. */
export function weightOf(events: readonly RecordedEvent[]): number {
  return events.reduce(
    (sum, { data }) => sum + 1 + Math.floor((JSON.stringify(data) ?? '').length / USUAL_LENGTH),
    0,
  );
}
