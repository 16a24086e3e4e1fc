import { parseStreamName } from '@tools-provider/domain';
import { type DocumentQueries, NO_REVISION, type ProjectionStatus } from '@tools-provider/event-sourcing';
import { nameOf } from '../consistency/name-of.ts';
import { readableLabel } from '../label/readable.ts';
import { readableSource } from '../source/readable.ts';
import { readableTask } from '../task/readable.ts';
import { readableToolGroup } from '../tool-group/readable.ts';

const readables = [readableToolGroup, readableTask, readableSource, readableLabel];

/** What these aggregates are called as far as they are projected, by their streams; one read for each kind of aggregate among them. */
export async function quarantinedNames(
  statuses: readonly ProjectionStatus[],
  documents: Pick<DocumentQueries, 'getMany'>,
): Promise<ReadonlyMap<string, string | null>> {
  const shown = statuses.filter(({ projected }) => projected !== NO_REVISION);
  const subjects = shown.map(({ stream }) => ({ stream, ...parseStreamName(stream) }));
  const named = readables.map(async ({ name, collection }) => {
    const ours = subjects.flatMap(({ stream, aggregate, id }) =>
      aggregate === name && id !== undefined ? [{ stream, id }] : [],
    );
    if (ours.length === 0) return [];
    const found = await documents.getMany(
      collection,
      ours.map(({ id }) => id),
    );
    return ours.map(({ stream, id }) => [stream, nameOf(found.get(id))] as const);
  });
  return new Map((await Promise.all(named)).flat());
}
