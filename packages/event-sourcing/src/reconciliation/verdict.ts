import { kindOf } from '@tools-provider/mediator';

/**
 * What a failure on the read path means for its stream.
 * `reload` somebody else projected it: look again · `reconnect` a store is away: nobody's fault, come back later ·
 * `retry` this event's own fault, or it may be: try again a few times, then set the aggregate aside.
 */
export type Verdict = 'reload' | 'reconnect' | 'retry';

/** Judges a failure by its kind alone. */
export function verdictOf(error: unknown): Verdict {
  switch (kindOf(error)) {
    case 'conflict':
      return 'reload';
    case 'unavailable':
      return 'reconnect';
    default:
      return 'retry';
  }
}
