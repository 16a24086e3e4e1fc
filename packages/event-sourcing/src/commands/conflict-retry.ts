import { type Behavior, type Command, isCoded } from '@tools-provider/mediator';
import type { CommandContext } from './command-context.ts';

/** How often a command is decided again when somebody else was faster. */
export const MAX_CONFLICT_RETRIES = 3;

/**
 * Decides a command again, on a fresh read, when another writer appended between its read and its append. A caller that said which
 * revision it has seen decides for itself, so its conflict is not retried.
 */
export const retryOnConflict: Behavior<Command, CommandContext> = async (_, context, next) => {
  for (let retries = 0; ; retries += 1) {
    try {
      return await next();
    } catch (error) {
      const mayRetry = context.expectedRevision === undefined && retries < MAX_CONFLICT_RETRIES;
      if (!mayRetry || !isCoded(error) || error.code !== 'revision-conflict') throw error;
    }
  }
};
