import {
  streamName,
  type ToolGroup,
  type ToolGroupEvent,
  type ToolGroupState,
  toolGroupType,
} from '@tools-provider/domain';
import {
  type CloudEventJson,
  type CommandContext,
  type EventPublisher,
  EventSourcedRepository,
  type EventStore,
  eventsToAppend,
} from '@tools-provider/event-sourcing';
import { InMemoryDocumentSession } from '@tools-provider/event-sourcing/testing';
import type { EmbeddedStores } from './embedded-stores.ts';
import { wholeFeed } from './projected.ts';
import { readPathMediator } from './run-reconciliator.ts';

/**
 * One mediator for both paths, with the projections and the CloudEvents that ship. It notes who tells it of each event; what the write path
 * emits goes straight to a sink, what the read path emits goes into the feed.
 */
export function bothPaths(stores: EmbeddedStores) {
  const documents = new InMemoryDocumentSession();
  const publishers = new Map<string, string[]>();
  const sink: CloudEventJson[] = [];
  const mediator = readPathMediator([
    (_, context, next) => {
      const by = context.documents === documents ? 'repository' : 'reconciliator';
      publishers.set(context.event.id, [...(publishers.get(context.event.id) ?? []), by]);
      return next();
    },
  ]);
  const writePath: EventPublisher = {
    publish: async (event) => {
      const emit = (cloudEvent: CloudEventJson) => void sink.push(cloudEvent);
      await mediator.publish(event, { event: { ...event, position: '' }, documents, emit });
    },
  };
  /** How often an integrator who reads both the sink and the feed is told of each event. */
  const told = async () => {
    const all = [...sink, ...(await wholeFeed(stores))];
    return new Map([...Map.groupBy(all, ({ id }) => id)].map(([id, copies]) => [id, copies.length]));
  };
  return { mediator, writePath, publishers, sink, told };
}

/** The event-sourced repository with its override taken away: it publishes after it has stored, as a state-stored one does. */
export class Publishing extends EventSourcedRepository<ToolGroupState, ToolGroupEvent, ToolGroup> {
  readonly #publisher: EventPublisher;

  constructor(eventStore: EventStore, publisher: EventPublisher) {
    super(toolGroupType, eventStore);
    this.#publisher = publisher;
  }

  protected override async publishDomainEvents(...args: unknown[]): Promise<void> {
    const [events, context, { id, revision }] = args as [ToolGroupEvent[], CommandContext, ToolGroup];
    const stream = streamName({ aggregate: 'tool-group', id });
    const firstRevision = revision - events.length + 1;
    for (const [index, event] of eventsToAppend(events, context, { stream, firstRevision }).entries()) {
      await this.#publisher.publish({ ...event, stream, revision: firstRevision + index }, context);
    }
  }
}
