import type { UnitOfWork } from './unit-of-work.ts';

/** Who sends a command. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What comes with a command from its edge: time, ids and actor, so that the domain needs no clock and no generator. */
export interface CommandContext {
  readonly actor: Actor;
  /** When the command was received, ISO 8601 with milliseconds. Every event it raises has this time. */
  readonly occurredAt: string;
  /** UUID of the command. The ids of the events it raises are derived from it. */
  readonly commandId: string;
  /**
   * Set when the sender may send the command again under the same id, and expects the first answer then: what the command asks for, as a
   * hash. The same id with another hash is refused.
   */
  readonly requestHash?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string;
  /** The revision the caller has seen (`If-Match`); an aggregate at another revision is a conflict. */
  readonly expectedRevision?: number;
  /** The unit of work the command runs in: repositories enlist in it instead of storing at once. Set by the mediator. */
  readonly unitOfWork?: UnitOfWork;
  /** A new UUID, derived from the command, for an entity that the command creates. `label` makes several of them differ. */
  newId(label: string): string;
}

/** What a repository heeds of a command's context when it loads an aggregate. */
export type LoadContext = Partial<
  Pick<CommandContext, 'expectedRevision' | 'commandId' | 'requestHash' | 'unitOfWork'>
>;
