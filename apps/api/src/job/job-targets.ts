import { type CreateJobBody, MAX_JOB_ITEMS } from '@tools-provider/contracts';
import type { DocumentQueries, DocumentQuery } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { defined } from '../http/defined.ts';
import { taskFilterOf } from '../task/list-filter.ts';
import { readableTask } from '../task/readable.ts';
import { toolFilterOf } from '../tool/list-filter.ts';
import { readableTool } from '../tool/readable.ts';
import { toolGroupFilterOf } from '../tool-group/list-filter.ts';
import { readableToolGroup } from '../tool-group/readable.ts';

const PAGE = 500;

/** What a job is about, each once: the ids that were given, or the ids of what a filter finds now. */
export async function targetsOf(
  body: CreateJobBody,
  documents: Pick<DocumentQueries, 'list'>,
): Promise<readonly string[]> {
  if (body.filter === undefined) return [...new Set(body.ids)];
  const ids = new Set<string>();
  const query = { ...queryOf(body), ...defined({ search: body.filter.search }), limit: PAGE };
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await documents.list({ ...query, ...defined({ cursor }) });
    for (const { id } of items) ids.add(id);
    if (ids.size > MAX_JOB_ITEMS) throw tooManyItems();
    if (next === undefined) return [...ids];
    cursor = next;
  }
}

type ListQuery = Pick<DocumentQuery, 'collection' | 'where' | 'ranges' | 'sort' | 'omit'>;

/** In the order in which they were made, which no change of theirs alters while the pages are read. */
function queryOf(body: CreateJobBody): ListQuery {
  switch (body.action) {
    case 'activate-tool-groups':
    case 'deactivate-tool-groups':
    case 'delete-tool-groups':
      return {
        collection: readableToolGroup.collection,
        ...toolGroupFilterOf(body.filter ?? {}),
        ...BY_CREATION,
      };
    case 'change-tasks':
    case 'delete-tasks':
      return { collection: readableTask.collection, ...taskFilterOf(body.filter ?? {}), ...BY_CREATION };
    case 'enable-tools':
    case 'disable-tools':
    case 'label-tools':
    case 'unlabel-tools':
      return { collection: readableTool.collection, ...toolFilterOf(body.filter ?? {}), ...BY_DISCOVERY };
  }
}

const BY_CREATION = { sort: { field: 'createdAt', descending: false } };
const BY_DISCOVERY = { sort: { field: 'discoveredAt', descending: false }, omit: ['inputSchema'] };

function tooManyItems(): CodedError {
  return new CodedError(
    'refused',
    'too-many-items',
    `The filter finds more than the ${MAX_JOB_ITEMS} that one job may be about`,
    { places: [{ pointer: '/filter', detail: `finds more than ${MAX_JOB_ITEMS}` }] },
  );
}
