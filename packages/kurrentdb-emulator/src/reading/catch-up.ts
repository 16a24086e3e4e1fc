import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventLog } from '../store/event-log.ts';
import type { EventRecord } from '../store/event-record.ts';
import { firstVisible, isThere } from '../store/stream-directory.ts';
import { readEventMessage } from '../wire/event-messages.ts';
import { streams } from '../wire/protocol.ts';
import type { ResponseWriter } from '../wire/response-writer.ts';
import {
  caughtUpMessage,
  checkpointMessage,
  type FollowedPlace,
  fellBehindMessage,
} from './catch-up-messages.ts';
import type { FilterWindow } from './event-filter.ts';
import { pageSize } from './read-pages.ts';
import type { ReadTarget } from './read-request.ts';

/** Something that grows and is read on from where it was left. */
interface Followed {
  /** What came since the last call, and whether that was all there is. */
  readOn(): { readonly messages: readonly streams.ReadResp[]; readonly atEnd: boolean };
  /** What a filter skipped since the last checkpoint, told before the reader is told that it caught up. */
  pendingCheckpoint(): streams.ReadResp | undefined;
  readonly place: FollowedPlace;
}

/** Sends a catch-up subscription's answers until its reader goes: confirmation, history, then live events. */
export async function runCatchUp(
  log: EventLog,
  target: ReadTarget,
  subscriptionId: string,
  writer: ResponseWriter<streams.ReadResp>,
): Promise<void> {
  const followed =
    target.stream === undefined ? followAll(log, target) : followStream(log, target.stream, target);
  const confirmation = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId);
  await writer.write(new streams.ReadResp().setConfirmation(confirmation));
  let isLive = false;
  while (!writer.gone.aborted) {
    const commits = log.commits.count;
    const { messages, atEnd } = followed.readOn();
    if (isLive && !atEnd) {
      isLive = false;
      await writer.write(fellBehindMessage(followed.place));
    }
    for (const message of messages) {
      const room = writer.write(message);
      if (room !== undefined) await room;
    }
    if (!atEnd) {
      await nextTurn();
      continue;
    }
    if (!isLive) {
      isLive = true;
      const checkpoint = followed.pendingCheckpoint();
      if (checkpoint !== undefined) await writer.write(checkpoint);
      await writer.write(caughtUpMessage(followed.place));
    }
    await log.commits.after(commits, writer.gone);
  }
}

function followStream(log: EventLog, name: string, { from, resolveLinks }: ReadTarget): Followed {
  // A revision is the last one seen, so reading begins behind it.
  let next = from === 'start' ? 0 : from === 'end' ? log.stream(name).head + 1 : from + 1;
  return {
    readOn() {
      const stream = log.stream(name);
      if (!isThere(stream) || stream.head < next) return { messages: [], atEnd: true };
      const page = log.reader.streamForwards(stream, Math.max(next, firstVisible(stream)), pageSize);
      next = (page.at(-1)?.revision ?? stream.head) + 1;
      const messages = page.map((record) => readEventMessage(log.resolve(record, resolveLinks)));
      return { messages, atEnd: next > stream.head };
    },
    pendingCheckpoint: () => undefined,
    get place() {
      return { revision: next - 1 };
    },
  };
}

function followAll(log: EventLog, { from, resolveLinks, filter }: ReadTarget): Followed {
  let seen = from === 'start' ? 0 : from === 'end' ? log.lastPosition : from;
  let skipped = 0;
  return {
    readOn() {
      const messages: streams.ReadResp[] = [];
      for (const record of log.allForwards(seen + 1, pageSize)) {
        seen = record.position;
        if (accepts(filter, record)) messages.push(readEventMessage(log.resolve(record, resolveLinks)));
        skipped += 1;
        if (filter === undefined || skipped < filter.checkpointInterval) continue;
        skipped = 0;
        messages.push(checkpointMessage(seen));
      }
      return { messages, atEnd: seen >= log.lastPosition };
    },
    pendingCheckpoint() {
      if (filter === undefined || skipped === 0) return undefined;
      skipped = 0;
      return checkpointMessage(seen);
    },
    get place() {
      return { position: seen };
    },
  };
}

const accepts = (filter: FilterWindow | undefined, record: EventRecord): boolean =>
  filter === undefined || filter.accepts(record);
