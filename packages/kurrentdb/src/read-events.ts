import type { ResolvedEvent } from '@kurrent/kurrentdb-client';
import { eachInTime } from './answered-in-time.ts';
import { classify, isNotLeader } from './classify.ts';
import type { ClientEvent } from './client-event.ts';

/** How often a read is begun when the node says that another one is the leader. The client then asks that one. */
const ATTEMPTS = 3;

/**
 * The events of a read of the client's, each within the deadline. A read that a change of leaders has kept from beginning is begun again;
 * whatever else goes wrong is thrown as an error with a kind.
 */
export async function* readEvents(
  begin: () => AsyncIterable<ResolvedEvent>,
  deadlineMs: number,
): AsyncGenerator<ClientEvent, void, void> {
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      for await (const { event } of eachInTime(begin(), deadlineMs)) {
        hasBegun = true;
        if (event !== undefined) yield event;
      }
      return;
    } catch (error) {
      if (hasBegun || attempt === ATTEMPTS || !isNotLeader(error)) throw classify(error);
    }
  }
}
