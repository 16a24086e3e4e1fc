import type { Page } from '@tools-provider/contracts';
import type {
  DocumentQueries,
  DocumentQuery,
  ReadDocument,
  StoredDocument,
} from '@tools-provider/event-sourcing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defined } from './defined.ts';
import { sortOf } from './sort.ts';

/** What the query of every list says: `paging` of the contracts, and the order. */
interface PagingQuery {
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly count?: 'exact' | undefined;
  readonly sort: string;
}

/** What a list is of: a collection, and what its own filters say. */
export interface ListedDocuments extends Pick<DocumentQuery, 'collection' | 'where' | 'ranges' | 'omit'> {
  /** Fields of the URL that are ordered by another one of the documents. */
  readonly orders?: Readonly<Record<string, string>>;
}

/**
 * Answers a page of a list: the items, the cursor of the next page, the total where it is asked for, and the header `Link` (RFC 8288) with
 * `first` and `next`. `toItem` makes an item of a document.
 */
export async function listPage<Document extends ReadDocument, Item>(
  { documents, request, reply }: ListRequest,
  { orders = {}, ...listed }: ListedDocuments,
  toItem: (document: StoredDocument<Document>) => Item,
): Promise<{ items: Item[]; next?: string; total?: number } & Page<Item>> {
  const { search, cursor, limit, count, sort: parameter } = request.query;
  const { field, descending } = sortOf(parameter);
  const query: DocumentQuery = {
    ...listed,
    sort: { field: orders[field] ?? field, descending },
    limit,
    ...defined({ search, cursor }),
  };
  const [{ items, next }, total] = await Promise.all([
    documents.list<Document>(query),
    count === undefined ? undefined : documents.count(query),
  ]);
  reply.header('link', linksOf(request.url, next));
  return { items: items.map(toItem), ...defined({ next, total }) };
}

/** The request for a list, and where its documents are. */
export interface ListRequest {
  readonly documents: DocumentQueries;
  readonly request: Pick<FastifyRequest, 'url'> & { readonly query: PagingQuery };
  readonly reply: FastifyReply;
}

/** The pages that are known, relative to the address that was asked. There is no way back: documents come and go before a page. */
export function linksOf(url: string, next: string | undefined): string {
  const [path = '', query = ''] = url.split('?');
  const first = new URLSearchParams(query);
  first.delete('cursor');
  const links = [`<${addressOf(path, first)}>; rel="first"`];
  if (next !== undefined) {
    const following = new URLSearchParams(first);
    following.set('cursor', next);
    links.push(`<${addressOf(path, following)}>; rel="next"`);
  }
  return links.join(', ');
}

function addressOf(path: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** A yes or no of a query as documents have it; `undefined` when nothing was said. */
export function flagOf(value: 'true' | 'false' | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'true';
}
