import { CodedError } from '@tools-provider/mediator';
import { derivedId } from '../aggregate/derived-id.ts';
import type { DomainEvent, EventToAppend } from '../aggregate/domain-event.ts';
import type { CommandContext } from '../commands/command-context.ts';

/** How many events one append may hold. */
export const MAX_APPEND_EVENTS = 500;

/** How many bytes of JSON one append may hold: below the server's 1 MiB, with room for what the protocol adds. */
export const MAX_APPEND_BYTES = 900_000;

/** Where the events of a command come to stand. */
export interface EventPlace {
  readonly stream: string;
  /** The revision of the first of them. */
  readonly firstRevision: number;
}

/**
 * The events of a command as they are stored, with the command's metadata. Their ids are derived from the command and from where they come
 * to stand: an exact repetition has the same ones, and no two events have one. More than one append can hold is `invalid` (code
 * `append-too-large`).
 */
export function eventsToAppend(
  events: readonly DomainEvent[],
  context: CommandContext,
  place: EventPlace,
): EventToAppend[] {
  const toAppend = events.map((event, index) => eventToAppend(event, index, context, place));
  const bytes = toAppend.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
  if (toAppend.length <= MAX_APPEND_EVENTS && bytes <= MAX_APPEND_BYTES) return toAppend;
  throw new CodedError(
    'invalid',
    'append-too-large',
    `The command makes ${toAppend.length} events of ${bytes} bytes, and one change may have ${MAX_APPEND_EVENTS} events of ${MAX_APPEND_BYTES} bytes: split it into several`,
  );
}

function eventToAppend(
  event: DomainEvent,
  sequenceNumber: number,
  context: CommandContext,
  { stream, firstRevision }: EventPlace,
): EventToAppend {
  const { commandId, requestHash, traceparent } = context;
  return {
    id: derivedId(commandId, `event/${requestHash ?? ''}/${stream}@${firstRevision + sequenceNumber}`),
    type: event.type,
    data: event.data,
    metadata: {
      $correlationId: context.correlationId,
      $causationId: context.causationId,
      commandId,
      sequenceNumber,
      actor: context.actor.id,
      occurredAt: context.occurredAt,
      ...(requestHash === undefined ? {} : { requestHash }),
      ...(traceparent === undefined ? {} : { traceparent }),
    },
  };
}
