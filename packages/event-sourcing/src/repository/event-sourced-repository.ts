import { CodedError, isCoded } from '@tools-provider/mediator';
import { type AggregateRoot, type AggregateType, NO_REVISION } from '../aggregate/aggregate-root.ts';
import { derivedId } from '../aggregate/derived-id.ts';
import type { DomainEvent, EventToAppend } from '../aggregate/domain-event.ts';
import { streamNaming } from '../aggregate/stream-name.ts';
import type { CommandContext } from '../commands/command-context.ts';
import type { EventStore } from './event-store.ts';
import { type ExpectedRevision, Repository } from './repository.ts';

interface ConflictDetails {
  readonly cause?: unknown;
  readonly currentRevision?: number;
}

/**
 * Stores an aggregate as the stream of its events: one atomic append a command, at the revision it was loaded at.
 */
export class EventSourcedRepository<
  State,
  Event extends DomainEvent,
  Aggregate extends AggregateRoot<State, Event>,
> extends Repository<Aggregate> {
  readonly #type: AggregateType<State, Event, Aggregate>;
  readonly #eventStore: EventStore;

  constructor(type: AggregateType<State, Event, Aggregate>, eventStore: EventStore) {
    super();
    this.#type = type;
    this.#eventStore = eventStore;
  }

  override async get(id: string, context?: ExpectedRevision): Promise<Aggregate> {
    const aggregate = await this.getEvenIfDeleted(id);
    if (this.#type.isDeleted(aggregate.state)) {
      throw new CodedError('gone', `${this.#type.name}-deleted`, `The ${this.#type.name} ${id} was deleted`, {
        currentRevision: aggregate.revision,
      });
    }
    const expected = context?.expectedRevision;
    if (expected !== undefined && expected !== aggregate.revision) {
      throw this.#staleRevision(id, expected, { currentRevision: aggregate.revision });
    }
    return aggregate;
  }

  /** Stores a new aggregate. `conflict` (code `<aggregate>-already-exists`) if its id is taken: no retry can help. */
  override async add(aggregate: Aggregate, context: CommandContext): Promise<void> {
    try {
      await super.add(aggregate, context);
    } catch (error) {
      if (!isCoded(error) || error.code !== 'revision-conflict') throw error;
      const { name } = this.#type;
      throw new CodedError(
        'conflict',
        `${name}-already-exists`,
        `There is a ${name} ${aggregate.id} already`,
        {
          cause: error,
          ...(error.currentRevision === undefined ? {} : { currentRevision: error.currentRevision }),
        },
      );
    }
  }

  /**
   * Stores what was changed. Somebody who was faster makes it a `conflict`: for a sender that said which revision it has seen the same
   * `stale-revision` as from {@link get}, since when the other one came is no difference to it.
   */
  override async update(aggregate: Aggregate, context: CommandContext): Promise<void> {
    try {
      await super.update(aggregate, context);
    } catch (error) {
      const expected = context.expectedRevision;
      if (expected === undefined || !isCoded(error) || error.code !== 'revision-conflict') throw error;
      const { currentRevision } = error;
      throw this.#staleRevision(aggregate.id, expected, {
        cause: error,
        ...(currentRevision === undefined ? {} : { currentRevision }),
      });
    }
  }

  /** Like {@link get}, but answers a deleted aggregate too, for those who delete again. */
  async getEvenIfDeleted(id: string): Promise<Aggregate> {
    let state = this.#type.initial;
    let revision = NO_REVISION;
    for await (const event of this.#readStream(id)) {
      state = this.#type.evolve(state, event as unknown as Event);
      revision = event.revision;
    }
    return this.#type.rehydrate(id, state, revision);
  }

  protected override async persist(aggregate: Aggregate, context: CommandContext): Promise<number> {
    const stream = this.#streamOf(aggregate.id);
    const events = aggregate.pendingEvents.map((event, index) => eventToAppend(event, index, context));
    const { revision } = await this.#eventStore.append(stream, aggregate.revision, events);
    return revision;
  }

  /**
   * Does nothing, on purpose. The events are in the log already, and the reconciliator publishes every event of the log to the
   * projections and to the CloudEvents feed. Publishing here too would tell everything twice.
   */
  protected override async publishDomainEvents(): Promise<void> {}

  #streamOf(id: string): string {
    return streamNaming(this.#type.category).nameOf({ aggregate: this.#type.name, id });
  }

  #staleRevision(id: string, expected: number, details: ConflictDetails): CodedError {
    const { name } = this.#type;
    const { currentRevision } = details;
    const message =
      currentRevision === undefined
        ? `The ${name} ${id} is no longer at revision ${expected}`
        : `The ${name} ${id} is at revision ${currentRevision}, not ${expected}`;
    return new CodedError('conflict', 'stale-revision', message, details);
  }

  async *#readStream(id: string) {
    try {
      yield* this.#eventStore.read(this.#streamOf(id));
    } catch (error) {
      if (isCoded(error) && error.code === 'stream-not-found') {
        throw new CodedError(
          'not-found',
          `${this.#type.name}-not-found`,
          `There is no ${this.#type.name} ${id}`,
          {
            cause: error,
          },
        );
      }
      throw error;
    }
  }
}

function eventToAppend(event: DomainEvent, sequenceNumber: number, context: CommandContext): EventToAppend {
  return {
    id: derivedId(context.commandId, `event/${sequenceNumber}`),
    type: event.type,
    data: event.data,
    metadata: {
      $correlationId: context.correlationId,
      $causationId: context.causationId,
      commandId: context.commandId,
      sequenceNumber,
      actor: context.actor.id,
      occurredAt: context.occurredAt,
      ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
    },
  };
}
