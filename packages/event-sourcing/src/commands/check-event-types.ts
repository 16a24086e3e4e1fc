import { InvalidEventHandlerError, MissingEventHandlerError } from '@tools-provider/mediator';
import type { Upcasters } from '../aggregate/upcaster.ts';
import { EventSourcedAggregateRequiredError, EventSourcingConfigurationError } from '../errors.ts';
import type { EventSourcedPersistenceOrchestrator } from './event-sourced-persistence-orchestrator.ts';

/** What the check has to know of a type of aggregates; every `AggregateType` is one. */
export interface CheckedAggregate {
  readonly name: string;
  readonly eventTypes: readonly string[];
  readonly evolve: { readonly eventTypes?: readonly string[] };
}

/** Who handles events, in words for a message, and which types. */
export interface CheckedHandlers {
  /** `a projection`, `the saga activation-approval`. */
  readonly name: string;
  readonly eventTypes: Iterable<string>;
}

/** Everything that has to do with event types. */
export interface EventTypeCheck {
  readonly eventSourced: readonly CheckedAggregate[];
  readonly stateStored?: readonly CheckedAggregate[];
  /** The event types that have a projection; leave it out where nothing is projected. */
  readonly projected?: ReadonlySet<string>;
  /** Others that handle events: they need not handle all, but none that nobody raises. */
  readonly handlers?: readonly CheckedHandlers[];
  readonly upcasters?: Upcasters;
  /** Where every aggregate must be registered. */
  readonly orchestrator?: Pick<EventSourcedPersistenceOrchestrator, 'registeredTypes'>;
}

/**
 * To be called at start. {@link EventSourcingConfigurationError} names aggregates that share a name; {@link MissingEventHandlerError} lists
 * every event type that has no `apply` or no projection; {@link InvalidEventHandlerError} every handler for an event type that no aggregate
 * raises, and every `apply` for one that its aggregate does not list; {@link EventSourcedAggregateRequiredError} names an aggregate that
 * nobody has registered.
 */
export function checkEventTypes(check: EventTypeCheck): void {
  const { eventSourced, stateStored = [], projected, handlers = [], upcasters, orchestrator } = check;
  const aggregates = [...eventSourced, ...stateStored];
  refuseSharedNames(aggregates);
  const missing = [
    ...aggregates.flatMap(unapplied),
    ...(projected === undefined
      ? []
      : eventSourced.flatMap((aggregate) => unprojected(aggregate, projected))),
  ];
  if (missing.length > 0) {
    throw new MissingEventHandlerError(
      `Some event types would have no effect: ${missing.join('; ')}. Add what is missing, or take the type away`,
    );
  }
  const raised = new Set(aggregates.flatMap(({ eventTypes }) => eventTypes));
  const all = [
    ...handlers,
    ...(projected === undefined ? [] : [{ name: 'a projection', eventTypes: projected }]),
    ...(upcasters === undefined ? [] : [newestVersions(upcasters)]),
  ];
  const idle = [...aggregates.flatMap(unlisted), ...all.flatMap((each) => idleOf(each, raised))];
  if (idle.length > 0) {
    throw new InvalidEventHandlerError(
      `Some handlers are for event types that no aggregate raises: ${idle.join(', ')}. Correct the type, or add it to the eventTypes of its aggregate`,
    );
  }
  const unregistered = aggregates.find(({ name }) => orchestrator?.registeredTypes.has(name) === false);
  if (unregistered !== undefined) throw new EventSourcedAggregateRequiredError(unregistered.name);
}

/** Streams, stores and registrations go by the name. */
function refuseSharedNames(aggregates: readonly CheckedAggregate[]): void {
  const names = aggregates.map(({ name }) => name);
  const shared = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  if (shared.size === 0) return;
  throw new EventSourcingConfigurationError(
    `Several types of aggregates are named ${[...shared].join(', ')}, and nothing could tell them apart: give each a name of its own`,
  );
}

function idleOf({ name, eventTypes }: CheckedHandlers, raised: ReadonlySet<string>): string[] {
  return [...eventTypes].filter((type) => !raised.has(type)).map((type) => `${type} (${name})`);
}

function unapplied({ name, eventTypes, evolve }: CheckedAggregate): string[] {
  const applied = new Set(evolve.eventTypes ?? eventTypes);
  return eventTypes.filter((type) => !applied.has(type)).map((type) => `${type} has no apply in ${name}`);
}

function unlisted({ name, eventTypes, evolve }: CheckedAggregate): string[] {
  const applied = { name: `the apply of ${name}`, eventTypes: evolve.eventTypes ?? [] };
  return idleOf(applied, new Set(eventTypes));
}

function unprojected({ eventTypes }: CheckedAggregate, projected: ReadonlySet<string>): string[] {
  return eventTypes.filter((type) => !projected.has(type)).map((type) => `${type} has no projection`);
}

function newestVersions(upcasters: Upcasters): CheckedHandlers {
  return { name: 'an upcaster', eventTypes: [...upcasters.types].map((type) => upcasters.newestOf(type)) };
}
