import {
  AggregateRoot,
  type AggregateType,
  type DomainEvent,
  derivedId,
  evolveBy,
  nonEventSourced,
} from '@tools-provider/event-sourcing';
import { aggregateId } from '../aggregate-id.ts';
import type { Stamp } from '../stamp.ts';
import { CATEGORY } from '../streams.ts';
import { DEFAULT_PREFERENCES, type Preferences, preferencesOf } from './preferences.ts';

/** Ids of preferences are derived from it; another one would lose everybody's. */
const NAMESPACE = '350688cd-6d99-4ddc-8d41-44de0a347984';

/** Somebody wants the console another way. Told to nobody outside the process, and kept nowhere. */
export type PreferencesSaved = DomainEvent<
  'preferences.saved.v1',
  Preferences & { readonly savedAt: string; readonly savedBy: string }
>;

/** What is stored of somebody's preferences. `savedAt` is ISO 8601 with milliseconds, `ownerId` an actor's id. */
export interface OperatorPreferencesState extends Preferences {
  readonly ownerId: string;
  readonly savedAt: string;
}

const initialPreferences: OperatorPreferencesState = { ...DEFAULT_PREFERENCES, ownerId: '', savedAt: '' };

const evolvePreferences = evolveBy<OperatorPreferencesState, PreferencesSaved>({
  'preferences.saved.v1': (_, { theme, density, shortcuts, savedAt, savedBy }) => ({
    theme,
    density,
    shortcuts,
    ownerId: savedBy,
    savedAt,
  }),
});

/** How one operator wants the console. Nobody else is concerned, so no history is kept and no feed told. */
export class OperatorPreferences extends AggregateRoot<OperatorPreferencesState, PreferencesSaved> {
  /** The actor's first preferences, also when they are the defaults. `invalid` for a choice that there is none of. */
  static create(id: string, preferences: Preferences, stamp: Stamp): OperatorPreferences {
    const created = new OperatorPreferences(evolvePreferences, aggregateId(id), initialPreferences);
    created.#save(preferencesOf(preferences), stamp);
    return created;
  }

  /** Preferences as they are stored. */
  static rehydrate(id: string, state: OperatorPreferencesState, revision: number): OperatorPreferences {
    return new OperatorPreferences(evolvePreferences, id, state, revision);
  }

  /** Replaces the preferences as a whole; the same ones change nothing. */
  change(preferences: Preferences, stamp: Stamp): void {
    const wanted = preferencesOf(preferences);
    const { theme, density, shortcuts } = this.state;
    if (wanted.theme === theme && wanted.density === density && wanted.shortcuts === shortcuts) return;
    this.#save(wanted, stamp);
  }

  #save(preferences: Preferences, { actor, occurredAt }: Stamp): void {
    this.raise({
      type: 'preferences.saved.v1',
      data: { ...preferences, savedAt: occurredAt, savedBy: actor.id },
    });
  }
}

nonEventSourced(OperatorPreferences);

/** What is known of preferences as aggregates. */
export const operatorPreferencesType: AggregateType<
  OperatorPreferencesState,
  PreferencesSaved,
  OperatorPreferences
> = {
  category: CATEGORY,
  name: 'preferences',
  initial: initialPreferences,
  eventTypes: ['preferences.saved.v1'],
  evolve: evolvePreferences,
  rehydrate: OperatorPreferences.rehydrate,
  isDeleted: () => false,
  aggregateClass: OperatorPreferences,
};

/** The id of somebody's preferences, derived from their own, so that there is one of each. */
export function preferencesIdOf(actorId: string): string {
  return derivedId(NAMESPACE, actorId);
}
