import type { ReadPathContext, ReconciliatorLog } from '@tools-provider/event-sourcing';
import type { Behavior, EventMessage } from '@tools-provider/mediator';

/** How long the projections of one event may take, in milliseconds. They are pure, on documents that are read already. */
const BUDGET_MS = 1_000;

/** Warns of every event whose projections take longer than they may: for so long they hold up their aggregate. */
export function warnOfSlowProjections(log: ReconciliatorLog): Behavior<EventMessage, ReadPathContext> {
  return async ({ type }, { event: { id, stream, revision } }, next) => {
    const start = performance.now();
    try {
      return await next();
    } finally {
      const ms = Math.round(performance.now() - start);
      if (ms > BUDGET_MS)
        log.warn(
          { eventId: id, type, stream, revision, ms },
          `The projections of an event took over a second`,
        );
    }
  };
}
