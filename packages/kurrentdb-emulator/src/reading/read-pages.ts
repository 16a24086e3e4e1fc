import type { EventLog } from '../store/event-log.ts';
import type { EventRecord } from '../store/event-record.ts';
import { firstVisible, type StreamState } from '../store/stream-directory.ts';
import type { EventFilter } from './event-filter.ts';
import type { ReadFrom } from './read-request.ts';

/** How many events are read from disk at once: a page, not the read, is what memory has to hold. */
export const pageSize = 128;

const everything: EventFilter = () => true;

/** A stream's visible events by page, in the order and to the count asked for. */
export function* streamPages(
  log: EventLog,
  stream: StreamState,
  from: ReadFrom,
  backwards: boolean,
  count: number,
): Iterable<readonly EventRecord[]> {
  const first = firstVisible(stream);
  let left = count;
  let next = startRevision(stream, from, backwards, first);
  while (left > 0 && next >= first && next <= stream.head) {
    const limit = Math.min(left, pageSize);
    const page = backwards
      ? log.reader.streamBackwards(stream, next, limit).filter((record) => record.revision >= first)
      : log.reader.streamForwards(stream, next, limit);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    left -= page.length;
    next = backwards ? last.revision - 1 : last.revision + 1;
  }
}

function startRevision(stream: StreamState, from: ReadFrom, backwards: boolean, first: number): number {
  if (from === 'start') return backwards ? 0 : first;
  if (from === 'end') return backwards ? stream.head : stream.head + 1;
  return backwards ? Math.min(from, stream.head) : Math.max(from, first);
}

/**
 * The log's events by page. Forwards a position is included, backwards excluded, as positions are places
 * between events. The count counts what the filter lets through.
 */
export function* allPages(
  log: EventLog,
  from: ReadFrom,
  backwards: boolean,
  count: number,
  accepts: EventFilter = everything,
): Iterable<readonly EventRecord[]> {
  let left = count;
  let next = startPosition(log, from, backwards);
  while (left > 0) {
    const page = backwards ? log.reader.allBackwards(next, pageSize) : log.allForwards(next, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    const accepted = page.filter(accepts).slice(0, left);
    yield accepted;
    left -= accepted.length;
    next = backwards ? last.position : last.position + 1;
  }
}

function startPosition(log: EventLog, from: ReadFrom, backwards: boolean): number {
  if (from === 'start') return 1;
  if (from === 'end') return log.lastPosition + 1;
  return backwards ? Math.min(from, log.lastPosition + 1) : Math.max(from, 1);
}
