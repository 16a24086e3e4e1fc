import type { CloudEventJson } from '@tools-provider/event-sourcing';
import type { ClientSession } from 'mongodb';
import type { Collections, CounterRow, FeedRow } from './collections.ts';

/** Digits of a CloudEvent's `sequence`, so that it sorts as text. */
const SEQUENCE_DIGITS = 20;

/** The numbers that were taken begin with `first`; `counter` is as it was found, beside its number. */
export interface Claim {
  readonly first: number;
  readonly counter: CounterRow;
}

/** Takes the next `count` numbers of the feed. */
export async function claimNumbers(
  { counters }: Collections,
  count: number,
  session?: ClientSession,
): Promise<Claim> {
  const counter = await counters.findOneAndUpdate(
    { _id: 'feed' },
    { $inc: { sequence: count, claims: 1 } },
    { returnDocument: 'after', ...(session === undefined ? {} : { session }) },
  );
  if (counter === null)
    throw new Error('The counter of the feed is missing: the collections were not prepared');
  return { first: counter.sequence - count + 1, counter };
}

/** A CloudEvent as the feed holds it, with the number it was given. */
export function feedRow(cloudEvent: CloudEventJson, stream: string, sequence: number): FeedRow {
  const { id, type, subject } = cloudEvent;
  const event = { ...cloudEvent, sequence: String(sequence).padStart(SEQUENCE_DIGITS, '0') };
  return { _id: id, sequence, type, subject, stream, revision: Number(cloudEvent.revision), event };
}
