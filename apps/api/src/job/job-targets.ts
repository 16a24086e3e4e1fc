import { type CreateJobBody, MAX_JOB_ITEMS } from '@tools-provider/contracts';
import type { DocumentFilter, DocumentQueries } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { defined } from '../http/defined.ts';
import { taskFilterOf } from '../task/list-filter.ts';
import { readableTask } from '../task/readable.ts';
import { toolGroupFilterOf } from '../tool-group/list-filter.ts';
import { readableToolGroup } from '../tool-group/readable.ts';

const PAGE = 500;

/** What a job is about, each once: the ids that were given, or the ids of what a filter finds now. */
export async function targetsOf(
  body: CreateJobBody,
  documents: Pick<DocumentQueries, 'list'>,
): Promise<readonly string[]> {
  const filter = filterOf(body);
  return filter === undefined ? [...new Set<string>(body.ids)] : await idsFound(filter, documents);
}

function filterOf(body: CreateJobBody): DocumentFilter | undefined {
  switch (body.action) {
    case 'activate-tool-groups':
    case 'deactivate-tool-groups':
    case 'delete-tool-groups': {
      const { collection } = readableToolGroup;
      if (body.filter === undefined) return undefined;
      return { collection, ...toolGroupFilterOf(body.filter), ...defined({ search: body.filter.search }) };
    }
    case 'change-tasks':
    case 'delete-tasks': {
      const { collection } = readableTask;
      if (body.filter === undefined) return undefined;
      return { collection, ...taskFilterOf(body.filter), ...defined({ search: body.filter.search }) };
    }
    default:
      return undefined;
  }
}

/** In the order in which they were made, which no change of theirs alters while the pages are read. */
async function idsFound(
  filter: DocumentFilter,
  documents: Pick<DocumentQueries, 'list'>,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  const query = { ...filter, sort: { field: 'createdAt', descending: false }, limit: PAGE };
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await documents.list({ ...query, ...defined({ cursor }) });
    for (const { id } of items) ids.add(id);
    if (ids.size > MAX_JOB_ITEMS) throw tooManyItems();
    if (next === undefined) return [...ids];
    cursor = next;
  }
}

function tooManyItems(): CodedError {
  return new CodedError(
    'refused',
    'too-many-items',
    `The filter finds more than the ${MAX_JOB_ITEMS} that one job may be about`,
    { places: [{ pointer: '/filter', detail: `finds more than ${MAX_JOB_ITEMS}` }] },
  );
}
