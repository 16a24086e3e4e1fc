import type { CloudEvent } from '@tools-provider/contracts';

/** How many events the page keeps; older ones are counted and let go. */
export const WINDOW_SIZE = 500;

/** What the page has of the feed: the newest events, newest first, and an account of all that came by. */
export interface FeedWindow {
  readonly events: readonly CloudEvent[];
  readonly received: number;
  readonly firstSequence: number | null;
  readonly lastSequence: number | null;
  /** How many numbers were missing between events; meaningful in an unfiltered feed only. */
  readonly missing: number;
}

/** A window that nothing has come to yet. */
export const emptyWindow: FeedWindow = {
  events: [],
  received: 0,
  firstSequence: null,
  lastSequence: null,
  missing: 0,
};

/** Adds events in the order in which they came. One that is already there (sent again after a reconnect) is left out. */
export function extend(window: FeedWindow, arrived: readonly CloudEvent[]): FeedWindow {
  let { received, firstSequence, lastSequence, missing } = window;
  const fresh: CloudEvent[] = [];
  for (const event of arrived) {
    const sequence = Number(event.sequence);
    if (lastSequence !== null && sequence <= lastSequence) continue;
    if (lastSequence !== null) missing += sequence - lastSequence - 1;
    firstSequence ??= sequence;
    lastSequence = sequence;
    received += 1;
    fresh.push(event);
  }
  if (fresh.length === 0) return window;
  const events = [...fresh.reverse(), ...window.events].slice(0, WINDOW_SIZE);
  return { events, received, firstSequence, lastSequence, missing };
}
