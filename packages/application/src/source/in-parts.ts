import { type CommandContext, derivedId } from '@tools-provider/event-sourcing';
import { isCoded } from '@tools-provider/mediator';
import type { AggregateRepository } from '../ports.ts';

/** How often in a row a part may meet another writer before the sender is told. */
const MAX_CONFLICTS = 3;

/** What is stored part by part. */
export interface StoredInParts<Aggregate> {
  readonly aggregate: Aggregate;
  /** The first part makes it. */
  readonly isNew?: boolean;
}

/**
 * Stores what is too much for one append: `decide` raises as much as fits and says whether that was all. The last part is stored under the
 * command's id, those before it under ids derived from it: a command that was interrupted and is sent again is not taken for done, and goes
 * on where it stopped. Only the first part heeds the revision that the sender has seen; every other one that meets another writer is
 * decided again.
 */
export async function storeInParts<Aggregate extends { readonly id: string }>(
  aggregates: AggregateRepository<Aggregate>,
  { aggregate, isNew = false }: StoredInParts<Aggregate>,
  context: CommandContext,
  decide: (aggregate: Aggregate) => boolean,
): Promise<Aggregate> {
  const later = withoutRevision(outsideUnit(context));
  let current = aggregate;
  let conflicts = 0;
  for (let part = 0; ; ) {
    const isLast = decide(current);
    const isFirst = part === 0 && conflicts === 0;
    const own = isFirst ? outsideUnit(context) : later;
    const store = isNew && isFirst ? 'add' : 'update';
    try {
      await aggregates[store](current, isLast ? own : partOf(own, part));
    } catch (error) {
      const isAnothers = store === 'add' ? isOwnFirstPart(error, isLast) : isLostRace(error);
      if (!isAnothers || conflicts >= MAX_CONFLICTS) throw error;
      conflicts += 1;
      current = await aggregates.get(aggregate.id, later);
      continue;
    }
    if (isLast) return current;
    conflicts = 0;
    part += 1;
  }
}

/**
 * Loads an aggregate for a command that is stored in parts. One that has stored a part of itself before is not asked again which revision
 * its sender has seen: the part has moved it.
 */
export async function getToStoreInParts<Aggregate>(
  aggregates: Pick<AggregateRepository<Aggregate>, 'get'>,
  id: string,
  context: CommandContext,
): Promise<Aggregate> {
  const own = outsideUnit(context);
  try {
    return await aggregates.get(id, own);
  } catch (error) {
    const isMoved = isCoded(error) && error.code === 'stale-revision';
    if (!isMoved || !(await hasBegun(aggregates, id, own))) throw error;
    return await aggregates.get(id, withoutRevision(own));
  }
}

/** Whether a command that may be sent again has stored its first part. `refused` when that was another wish under the same key. */
export async function hasBegun(
  aggregates: Pick<AggregateRepository<unknown>, 'get'>,
  id: string,
  context: CommandContext,
): Promise<boolean> {
  if (context.requestHash === undefined) return false;
  const { commandId, requestHash = '' } = partOf(context, 0);
  try {
    await aggregates.get(id, { commandId, requestHash });
    return false;
  } catch (error) {
    if (isRepetition(error)) return true;
    throw error;
  }
}

/** The context under which something is stored at once, whatever becomes of the command. */
export function outsideUnit({ unitOfWork: _, ...context }: CommandContext): CommandContext {
  return context;
}

/** The context of one part of a command, or of something that is to be stored although the command is refused. */
export function partOf(context: CommandContext, part: number | string): CommandContext {
  return { ...outsideUnit(context), commandId: derivedId(context.commandId, `part/${part}`) };
}

/** The context of a command whose sender may have seen any revision. */
export function withoutRevision({ expectedRevision: _, ...context }: CommandContext): CommandContext {
  return context;
}

/** The same command, sent by way of another process, was faster: it is gone on with, together. */
function isOwnFirstPart(error: unknown, isLast: boolean): boolean {
  return !isLast && isRepetition(error);
}

function isRepetition(error: unknown): boolean {
  return isCoded(error) && error.code === 'repeated-command';
}

function isLostRace(error: unknown): boolean {
  return isCoded(error) && error.code === 'revision-conflict';
}
