import { type CreateJobBody, MAX_JOB_ITEMS } from '@tools-provider/contracts';
import type {
  DocumentQueries,
  DocumentQuery,
  ReadDocument,
  StoredDocument,
} from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';
import { defined } from '../http/defined.ts';
import { taskFilterOf } from '../task/list-filter.ts';
import { toolFilterOf } from '../tool/list-filter.ts';
import { toolGroupFilterOf } from '../tool-group/list-filter.ts';
import { collectionOf } from './job-collection.ts';

const PAGE = 500;

type Listing = Pick<DocumentQueries, 'list'>;

/** What a job is about, each once: the ids that were given, or the ids of what a filter finds now. */
export async function targetsOf(body: CreateJobBody, documents: Listing): Promise<readonly string[]> {
  if (body.filter === undefined) return [...new Set(body.ids)];
  return (await foundBy(body, documents)).map(({ id }) => id);
}

/** What a job's filter finds now, each once, in the order in which it was made. `refused` (code `too-many-items`) when that is too much. */
export async function foundBy(
  body: CreateJobBody,
  documents: Listing,
): Promise<readonly StoredDocument<ReadDocument>[]> {
  const found = new Map<string, StoredDocument<ReadDocument>>();
  const query = { ...queryOf(body), ...defined({ search: body.filter?.search }), limit: PAGE };
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await documents.list({ ...query, ...defined({ cursor }) });
    for (const item of items) found.set(item.id, item);
    if (found.size > MAX_JOB_ITEMS) throw tooManyItems();
    if (next === undefined) return [...found.values()];
    cursor = next;
  }
}

type ListQuery = Pick<DocumentQuery, 'collection' | 'where' | 'ranges' | 'sort' | 'omit'>;

/** In the order in which they were made, which no change of theirs alters while the pages are read. */
function queryOf(body: CreateJobBody): ListQuery {
  const collection = collectionOf(body.action);
  switch (body.action) {
    case 'activate-tool-groups':
    case 'deactivate-tool-groups':
    case 'delete-tool-groups':
      return { collection, ...toolGroupFilterOf(body.filter ?? {}), ...BY_CREATION };
    case 'change-tasks':
    case 'delete-tasks':
      return { collection, ...taskFilterOf(body.filter ?? {}), ...BY_CREATION };
    case 'enable-tools':
    case 'disable-tools':
    case 'label-tools':
    case 'unlabel-tools':
      return { collection, ...toolFilterOf(body.filter ?? {}), ...BY_DISCOVERY };
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
