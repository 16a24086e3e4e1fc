import type { ResolvedEvent } from '../store/event-log.ts';

/** A message on its way through a group, from the read until it is acknowledged, skipped or parked. */
export interface Message {
  /** What a consumer answers with: the link's id, or the event's when there is no link. */
  readonly id: string;
  readonly resolved: ResolvedEvent;
  /** Its revision in the group's stream; for a replayed message, in the stream of parked ones. */
  readonly revision: number;
  readonly isReplayed: boolean;
  /** The stream the event belongs to, by which the Pinned strategy shares. */
  readonly sourceStream: string;
  readonly retryCount: number;
}

/** A connected consumer of a group, as the group sees it. */
export interface Consumer {
  readonly id: number;
  /** How many unanswered messages it takes. */
  readonly capacity: number;
  readonly peer: string;
  readonly connectionName: string;
  inFlight: number;
  delivered: number;
  send(message: Message): void;
  /** Ends its call because the group was deleted or changed, or because it asked to stop. */
  drop(): void;
}

/** Whether a consumer takes another message now. */
export const hasRoom = (consumer: Consumer): boolean => consumer.inFlight < consumer.capacity;
