import {
  OperatorPreferences,
  type OperatorPreferencesState,
  type Preferences,
  preferencesIdOf,
} from '@tools-provider/domain';
import type { CommandContext } from '@tools-provider/event-sourcing';
import { CodedError, type Command, type CommandHandler, kindOf } from '@tools-provider/mediator';
import { type CommandResponse, responseOf } from '../command-response.ts';
import type { SavedPreferences } from '../ports.ts';

/** Replaces the caller's own preferences as a whole. */
export interface SavePreferences extends Command<CommandResponse<OperatorPreferencesState>>, Preferences {
  readonly type: 'save-preferences';
}

/** The same preferences again change nothing. `conflict` (code `stale-revision`) for a caller who has seen another revision. */
export function savePreferences(
  preferences: SavedPreferences,
): CommandHandler<SavePreferences, CommandContext> {
  return async (command, context) => {
    const saved = await savedBefore(preferences, context);
    saved?.change(command, context);
    const changed = saved ?? firstOnes(command, context);
    // Also the first ones: of two that come at once the later one then changes those of the other.
    await preferences.update(changed, context);
    return responseOf(changed);
  };
}

async function savedBefore(
  preferences: SavedPreferences,
  context: CommandContext,
): Promise<OperatorPreferences | undefined> {
  try {
    return await preferences.get(preferencesIdOf(context.actor.id), context);
  } catch (error) {
    if (kindOf(error) !== 'not-found') throw error;
    return undefined;
  }
}

function firstOnes(command: SavePreferences, context: CommandContext): OperatorPreferences {
  if (context.expectedRevision !== undefined) {
    throw new CodedError(
      'conflict',
      'stale-revision',
      'The preferences were never saved, so they have no revision',
    );
  }
  return OperatorPreferences.create(preferencesIdOf(context.actor.id), command, context);
}
