import {
  AggregateRoot,
  type AggregateType,
  type CommandContext,
  type DomainEvent,
  type EventSourcedMediator,
  EventSourcedMediatorFactory,
  EventSourcedRepository,
  type EventStore,
  evolveBy,
  nonEventSourced,
  type RevisedResponse,
  StateStoredRepository,
  UnitOfWork,
} from '@tools-provider/event-sourcing';
import {
  InMemoryEventStore,
  InMemoryStateStore,
  newCommandContext,
} from '@tools-provider/event-sourcing/testing';
import type { Command, HandlerRegistry } from '@tools-provider/mediator';
import { type CreateOrder, orderHandlers } from './order.ts';

// #region aggregate
type ThemeChosen = DomainEvent<'theme.chosen.v1', { readonly theme: string }>;

interface PreferencesState {
  readonly theme: string;
}

const evolve = evolveBy<PreferencesState, ThemeChosen>({
  'theme.chosen.v1': (state, { theme }) => ({ ...state, theme }),
});

/** What a person likes. Nobody asks how it came to be, so its state is stored and its events are not. */
class UserPreferences extends AggregateRoot<PreferencesState, ThemeChosen> {
  static of(id: string, state = preferencesType.initial, revision?: number): UserPreferences {
    return new UserPreferences(evolve, id, state, revision);
  }

  chooseTheme(theme: string): void {
    if (theme !== this.state.theme) this.raise({ type: 'theme.chosen.v1', data: { theme } });
  }
}

// The same function is a decorator: where sources are compiled, write `@nonEventSourced` above the class instead.
nonEventSourced(UserPreferences);

const preferencesType: AggregateType<PreferencesState, ThemeChosen, UserPreferences> = {
  category: 'shop',
  name: 'user-preferences',
  initial: { theme: 'light' },
  eventTypes: evolve.eventTypes,
  evolve,
  rehydrate: UserPreferences.of,
  isDeleted: () => false,
  // By this the mark is found when a repository is made, and not only when it stores something.
  aggregateClass: UserPreferences,
};
// #endregion

/** Chooses the theme of a person who has no preferences yet. */
export interface ChooseTheme extends Command<RevisedResponse> {
  readonly type: 'choose-theme';
  readonly theme: string;
}

/** The stores of both kinds of aggregates, and who is told of the events that are not stored. */
export interface Stores {
  readonly eventStore: EventStore;
  readonly stateStore: InMemoryStateStore;
  readonly tell: (eventType: string) => void;
}

/** A mediator for orders, which are stored as their events, and preferences, which are stored as their state. */
export function mediatorOfBoth({ eventStore, stateStore, tell }: Stores): EventSourcedMediator {
  // #region state-stored
  const preferences = new StateStoredRepository(preferencesType, stateStore, {
    collection: 'user-preferences',
    publisher: { publish: async ({ type }) => tell(type) },
  });
  const handlerRegistry: HandlerRegistry<CommandContext> = orderHandlers(eventStore);
  handlerRegistry.handle<ChooseTheme>('choose-theme', async ({ theme }, context) => {
    const chosen = UserPreferences.of(context.newId('preferences'));
    chosen.chooseTheme(theme);
    await preferences.add(chosen, context);
    return { revision: chosen.revision };
  });
  return new EventSourcedMediatorFactory({
    eventStore,
    handlerRegistry,
    uowFactory: () => new UnitOfWork(stateStore),
  })
    .registerEventSourcedType('order')
    .registerNonEventSourcedType('user-preferences')
    .create();
  // #endregion
}

/** What the mark is for: the events of such a class cannot get into the log by mistake. */
export function logPreferences(
  eventStore: EventStore,
): EventSourcedRepository<PreferencesState, ThemeChosen, UserPreferences> {
  return new EventSourcedRepository(preferencesType, eventStore);
}

if (import.meta.main) {
  const eventStore = new InMemoryEventStore();
  const stateStore = new InMemoryStateStore();
  const mediator = mediatorOfBoth({ eventStore, stateStore, tell: (type) => console.log(`told: ${type}`) });

  const order = await mediator.execute<CreateOrder>(
    { type: 'create-order', customerId: 'cust-123' },
    newCommandContext(),
  );
  console.log(`order at revision ${order.revision}, appends: ${eventStore.appendCount}`);
  const chosen = await mediator.execute<ChooseTheme>(
    { type: 'choose-theme', theme: 'dark' },
    newCommandContext(),
  );
  console.log(`preferences at revision ${chosen.revision}, appends: ${eventStore.appendCount}`);

  try {
    logPreferences(eventStore);
  } catch (error) {
    console.log(`refused: ${(error as Error).message}`);
  }
}
