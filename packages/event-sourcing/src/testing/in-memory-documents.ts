import { CodedError } from '@tools-provider/mediator';
import type {
  DocumentFilter,
  DocumentPage,
  DocumentQueries,
  DocumentQuery,
  StoredDocument,
} from '../read-side/document-queries.ts';
import { searchedPrefixes } from '../read-side/search-words.ts';
import type { PlacedDocument } from '../rebuild/rebuild-store.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';
import type { DocumentWrite } from '../reconciliation/read-model-store.ts';

type Row = StoredDocument<ReadDocument> & { readonly [field: string]: unknown };

/** Where a row stands in a list: the value of the field it is sorted by, and its id. */
type Place = readonly [value: unknown, id: string];

/** Documents that last as long as the process, with the semantics of the port. They go through JSON. An {@link InMemoryReadModel} has them. */
export class InMemoryDocuments implements DocumentQueries {
  readonly #collections = new Map<string, Map<string, Row>>();
  readonly #shown = new Map<string, string>();

  /** From now on, reads and writes of a collection are those of another one. */
  show(collection: string, other: string): void {
    this.#shown.set(collection, other);
  }

  /** Forgets the collections whose name ends like that. */
  drop(ending: string): void {
    for (const name of this.#collections.keys()) if (name.endsWith(ending)) this.#collections.delete(name);
  }

  /** The ids of a collection's documents. */
  ids(collection: string): readonly string[] {
    return [...this.#rows(collection).keys()];
  }

  /** The documents of a collection, in the order of their ids. */
  all<Document extends ReadDocument>(collection: string): readonly StoredDocument<Document>[] {
    const rows = [...this.#rows(collection).values()];
    return rows.toSorted((one, other) => compare(one.id, other.id)).map((row) => toStored<Document>(row));
  }

  /** As {@link load}, with the revision of each. */
  loadPlaced(collection: string, ids: readonly string[]): ReadonlyMap<string, PlacedDocument> {
    const documents = this.load(collection, ids);
    return new Map(
      [...documents].map(([id, document]) => {
        const { revision } = this.#rows(collection).get(id) ?? { revision: 0 };
        return [id, { document, revision }];
      }),
    );
  }

  /** Stores or deletes a document, whatever is there. */
  write({ collection, id, revision, document }: DocumentWrite, projectedAt: string): void {
    const rows = this.#rows(collection);
    if (document === undefined) rows.delete(id);
    else rows.set(id, copyOf({ ...document, id, revision, projectedAt }));
  }

  /** The documents of a collection by id as they were written, those that exist. */
  load(collection: string, ids: readonly string[]): ReadonlyMap<string, ReadDocument> {
    const rows = ids.flatMap((id) => this.#rows(collection).get(id) ?? []);
    return new Map(
      rows.map(({ revision: _, projectedAt: __, ...document }) => [document.id, copyOf(document)]),
    );
  }

  async get<Document extends ReadDocument>(
    collection: string,
    id: string,
  ): Promise<StoredDocument<Document> | undefined> {
    const row = this.#rows(collection).get(id);
    return row === undefined ? undefined : toStored<Document>(row);
  }

  async getMany<Document extends ReadDocument>(
    collection: string,
    ids: readonly string[],
    { omit = [] }: Pick<DocumentQuery, 'omit'> = {},
  ): Promise<ReadonlyMap<string, StoredDocument<Document>>> {
    const rows = ids.flatMap((id) => this.#rows(collection).get(id) ?? []);
    return new Map(rows.map((row) => [row.id, toStored<Document>(without(row, omit))]));
  }

  async list<Document extends ReadDocument>(query: DocumentQuery): Promise<DocumentPage<Document>> {
    const { collection, sort, cursor, limit, omit = [] } = query;
    const order = sort.descending ? `-${sort.field}` : sort.field;
    const after = cursor === undefined ? undefined : decodeCursor(cursor, order);
    const direction = sort.descending ? -1 : 1;
    const placeOf = (row: Row): Place => [row[sort.field] ?? null, row.id];
    const rows = [...this.#rows(collection).values()]
      .filter((row) => isWanted(row, query))
      .filter((row) => after === undefined || direction * comparePlaces(placeOf(row), after) > 0)
      .toSorted((one, other) => direction * comparePlaces(placeOf(one), placeOf(other)));
    const items = rows.slice(0, limit).map((row) => toStored<Document>(without(row, omit)));
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return last === undefined ? { items } : { items, next: encodeCursor(order, placeOf(last)) };
  }

  async count(filter: DocumentFilter): Promise<number> {
    return [...this.#rows(filter.collection).values()].filter((row) => isWanted(row, filter)).length;
  }

  #rows(collection: string): Map<string, Row> {
    const shown = this.#shown.get(collection) ?? collection;
    const rows = this.#collections.get(shown) ?? new Map<string, Row>();
    this.#collections.set(shown, rows);
    return rows;
  }
}

function isWanted(row: Row, { where, ranges = {}, search = '' }: DocumentFilter): boolean {
  const isEqual = Object.entries(where).every(([field, value]) => [row[field]].flat().includes(value));
  const isWithin = Object.entries(ranges).every(([field, { from, before }]) => {
    const value = row[field];
    return (
      (from === undefined || (typeof value === typeof from && compare(value, from) >= 0)) &&
      (before === undefined || (typeof value === typeof before && compare(value, before) < 0))
    );
  });
  return isEqual && isWithin && (search === '' || isFound(row, searchedPrefixes(search)));
}

function isFound({ searchWords }: Row, prefixes: readonly string[]): boolean {
  const words = Array.isArray(searchWords) ? searchWords.filter((word) => typeof word === 'string') : [];
  return prefixes.length > 0 && prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)));
}

function without(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name))) as Row;
}

function comparePlaces([value, id]: Place, [otherValue, otherId]: Place): number {
  return rankOf(value) - rankOf(otherValue) || compare(value, otherValue) || compare(id, otherId);
}

/** Documents without a value come first; values of different types are not compared with each other. */
function rankOf(value: unknown): number {
  return value === null ? 0 : ['number', 'string', 'boolean'].indexOf(typeof value) + 1;
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a, b] as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

function encodeCursor(order: string, place: Place): string {
  return Buffer.from(JSON.stringify([order, ...place])).toString('base64url');
}

function decodeCursor(cursor: string, order: string): Place {
  try {
    const [of, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (of === order && typeof id === 'string') return [value, id];
  } catch {
    // No JSON, so none of ours.
  }
  const detail = 'not the `next` of a page of this list in this order';
  throw new CodedError('invalid', 'invalid-cursor', `cursor: ${detail}`, {
    places: [{ pointer: '?cursor', detail }],
  });
}

function toStored<Document extends ReadDocument>(row: Row): StoredDocument<Document> {
  return copyOf(row) as unknown as StoredDocument<Document>;
}

function copyOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
