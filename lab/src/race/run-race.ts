import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ToolGroup, toolGroupType } from '@tools-provider/domain';
import {
  type CommandContext,
  derivedId,
  EventSourcedRepository,
  type Ordering,
  ReadModelReconciliator,
  type ReadPathContext,
  type StoredDocument,
} from '@tools-provider/event-sourcing';
import { type Behavior, type EventMessage, Mediator } from '@tools-provider/mediator';
import { registerProjections, type ToolGroupDocument } from '@tools-provider/read-model';
import { startRaceStores } from './race-stores.ts';
import { type RaceMoment, RaceTrace } from './race-trace.ts';

/** How long the handler of the first event is held up, in milliseconds. The second one has nothing to wait for. */
const SLOW_MS = 60;

/** The events of the one command, by revision. */
export const RACE_EVENTS = ['group.created.v1', 'group.selector.added.v1'] as const;

/** What one race has shown. */
export interface RaceResult {
  readonly ordering: Ordering;
  readonly moments: readonly RaceMoment[];
  /** What was said of the event that failed, if one did. */
  readonly failure: { readonly revision: number; readonly error: string } | undefined;
  readonly document: StoredDocument<ToolGroupDocument> | undefined;
}

const slowCreation: Behavior<EventMessage, ReadPathContext> = async ({ type }, _, next) => {
  if (type === RACE_EVENTS[0]) await wait(SLOW_MS);
  return next();
};

/**
 * Stores a new group with one selector, two events by one command, and lets them be projected with the handler of the first held up.
 * Everything is real and runs in this process, the embedded stores too.
 */
export async function runRace(ordering: Ordering): Promise<RaceResult> {
  const stores = await startRaceStores();
  try {
    const { eventStore, categorySubscription } = stores.kurrentDb;
    const trace = new RaceTrace(RACE_EVENTS.length);
    const mediator = new Mediator<never, ReadPathContext>({ event: [slowCreation] });
    registerProjections(mediator);
    let failure: RaceResult['failure'];
    const reconciliator = new ReadModelReconciliator({
      mediator,
      eventStore,
      subscription: trace.subscription(categorySubscription),
      readModel: trace.readModel(stores.mongoDb.readModel),
      observer: trace.observer,
      ordering,
      log: {
        info: () => undefined,
        warn: (fields) => {
          failure ??= fields as { revision: number; error: string };
        },
      },
    });
    await reconciliator.start();
    const id = await createGroupWithSelector(new EventSourcedRepository(toolGroupType, eventStore));
    await trace.isOver;
    await reconciliator.stop();
    const document = await stores.mongoDb.documents.get<ToolGroupDocument>('tool-groups', id);
    return { ordering, moments: trace.moments, failure, document };
  } finally {
    await stores.close();
  }
}

async function createGroupWithSelector(
  toolGroups: Pick<
    EventSourcedRepository<ToolGroup['state'], ToolGroup['pendingEvents'][number], ToolGroup>,
    'add'
  >,
): Promise<string> {
  const commandId = randomUUID();
  const context: CommandContext = {
    actor: { id: 'otto', name: 'Otto Operator', roles: ['operator'] },
    occurredAt: new Date().toISOString(),
    commandId,
    correlationId: commandId,
    causationId: commandId,
    newId: (label) => derivedId(commandId, label),
  };
  const group = ToolGroup.create(randomUUID(), { name: 'Race' }, context);
  group.addSelector({ id: 'sel-1', namePattern: '*' }, context);
  await toolGroups.add(group, context);
  return group.id;
}
