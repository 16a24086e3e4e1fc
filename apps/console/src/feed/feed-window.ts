import type { CloudEvent } from '@tools-provider/contracts';

/** How many events the page keeps before older ones are asked for; of more, the oldest are let go. */
export const WINDOW_SIZE = 500;

/** What the page has of the feed. */
export interface FeedWindow {
  /** Without gaps unless {@link gapsOf} or `letGo` say so in an unfiltered feed; newest first. */
  readonly events: readonly CloudEvent[];
  /** The feed was looked at up to this number, or up to the newest event; null when nothing was said yet. */
  readonly lookedUpTo: number | null;
  /** Nothing that is wanted is older than the oldest of the events. */
  readonly isWhole: boolean;
  readonly size: number;
  /** How many numbers were missing among those events that were let go. */
  readonly letGo: number;
}

/** Numbers that are missing between two events of a feed that has none missing. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** The event before the gap: reading on after it fills it. */
  readonly afterEventId: string;
}

/** A window that nothing has come to yet. */
export const emptyWindow: FeedWindow = {
  events: [],
  lookedUpTo: null,
  isWhole: false,
  size: WINDOW_SIZE,
  letGo: 0,
};

/** Adds events that have come, in whatever order; one that is there already is left out. */
export function extend(window: FeedWindow, arrived: readonly CloudEvent[]): FeedWindow {
  const known = new Set(window.events.map(({ id }) => id));
  const fresh = arrived.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return window;
  const all = [...fresh, ...window.events].sort((one, other) => numberOf(other) - numberOf(one));
  const events = all.slice(0, window.size);
  const isCut = events.length < all.length;
  return {
    ...window,
    events,
    lookedUpTo: highest(window.lookedUpTo, events[0]),
    isWhole: window.isWhole && !isCut,
    letGo: isCut ? window.letGo + missing(all) - missing(events) : window.letGo,
  };
}

/** Adds the events before the oldest, of which as many were `wanted`; the window grows by them. */
export function extendBelow(window: FeedWindow, older: readonly CloudEvent[], wanted: number): FeedWindow {
  const grown = extend({ ...window, size: window.size + older.length }, older);
  return { ...grown, isWhole: older.length < wanted };
}

/** Takes note of the number up to which the feed was looked at. */
export function lookedUpTo(window: FeedWindow, sequence: number): FeedWindow {
  const upTo = Math.max(window.lookedUpTo ?? 0, sequence);
  return upTo === window.lookedUpTo ? window : { ...window, lookedUpTo: upTo };
}

/** Which numbers are missing between the events of an unfiltered feed, the newest first. */
export function gapsOf(events: readonly CloudEvent[]): readonly Gap[] {
  return events.slice(1).flatMap((older, at) => {
    const newer = events[at];
    const [from, to] = [numberOf(older) + 1, newer === undefined ? 0 : numberOf(newer) - 1];
    return to < from ? [] : [{ from, to, afterEventId: older.id }];
  });
}

/** An event's place in the feed. */
export function numberOf({ sequence }: Pick<CloudEvent, 'sequence'>): number {
  return Number(sequence);
}

function missing(events: readonly CloudEvent[]): number {
  return gapsOf(events).reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

function highest(upTo: number | null, newest: CloudEvent | undefined): number | null {
  if (newest === undefined) return upTo;
  return Math.max(upTo ?? 0, numberOf(newest));
}
