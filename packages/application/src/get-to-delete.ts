import type { CommandContext } from '@tools-provider/event-sourcing';
import { kindOf } from '@tools-provider/mediator';
import type { AggregateRepository } from './ports.ts';

/** The aggregate to delete, at the revision that the context expects, or as it is if it was deleted already: deleting again succeeds. */
export async function getToDelete<Aggregate>(
  aggregates: Pick<AggregateRepository<Aggregate>, 'get' | 'getEvenIfDeleted'>,
  id: string,
  context: CommandContext,
): Promise<Aggregate> {
  try {
    return await aggregates.get(id, context);
  } catch (error) {
    if (kindOf(error) !== 'gone') throw error;
    return await aggregates.getEvenIfDeleted(id);
  }
}
