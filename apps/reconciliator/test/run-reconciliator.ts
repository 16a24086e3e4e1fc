import {
  type CategorySubscription,
  DomainEventCloudEventBehavior,
  type Ordering,
  type PipelineObserver,
  ReadModelReconciliator,
  type ReadPathContext,
  type RetryPolicy,
  type Upcasters,
} from '@tools-provider/event-sourcing';
import { type Behavior, type EventMessage, Mediator } from '@tools-provider/mediator';
import { registerProjections } from '@tools-provider/read-model';
import { toCloudEvent } from '../src/cloud-event.ts';
import { wellFormedEvents } from '../src/well-formed-events.ts';
import type { EmbeddedStores } from './embedded-stores.ts';

/** How a reconciliator inside a test differs from the one that ships. */
export interface TestReconciliator {
  readonly ordering?: Ordering;
  readonly retry?: RetryPolicy;
  readonly observer?: PipelineObserver;
  readonly upcasters?: Upcasters;
  readonly release?: string;
  /** Behaviours around every event, outermost first. */
  readonly behaviors?: readonly Behavior<EventMessage, ReadPathContext>[];
  /** Where deliveries come from, instead of the stores' own subscription. */
  readonly subscription?: CategorySubscription;
  readonly onWarning?: (fields: object, message: string) => void;
  /** Whom events are told to, instead of a {@link readPathMediator} of its own. */
  readonly mediator?: Mediator<never, ReadPathContext>;
}

/** A mediator with the projections and the CloudEvents that ship, inside further behaviours. */
export function readPathMediator(behaviors: TestReconciliator['behaviors'] = []) {
  const origin = { source: 'https://tools-provider.test', schemaBase: 'http://127.0.0.1:4000' };
  const cloudEvents = new DomainEventCloudEventBehavior((event) => toCloudEvent(event, origin));
  const mediator = new Mediator<never, ReadPathContext>({
    event: [...behaviors, wellFormedEvents, cloudEvents.behavior],
  });
  registerProjections(mediator);
  return mediator;
}

/** Starts a reconciliator on the stores, in this process, with the projections and the CloudEvents that ship. */
export async function runReconciliator(stores: EmbeddedStores, options: TestReconciliator = {}) {
  const { ordering, retry, observer, upcasters, release } = options;
  const reconciliator = new ReadModelReconciliator({
    mediator: options.mediator ?? readPathMediator(options.behaviors),
    eventStore: stores.kurrentDb.eventStore,
    subscription: options.subscription ?? stores.kurrentDb.categorySubscription,
    readModel: stores.mongoDb.readModel,
    log: { info: () => undefined, warn: (fields, message) => options.onWarning?.(fields, message) },
    ...(ordering === undefined ? {} : { ordering }),
    ...(retry === undefined ? {} : { retry }),
    ...(observer === undefined ? {} : { observer }),
    ...(upcasters === undefined ? {} : { upcasters }),
    ...(release === undefined ? {} : { release }),
  });
  await reconciliator.start();
  return reconciliator;
}
