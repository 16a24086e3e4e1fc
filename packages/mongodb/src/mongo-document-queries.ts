import {
  afterPrefix,
  type DocumentFilter,
  type DocumentPage,
  type DocumentQueries,
  type DocumentQuery,
  type DocumentWish,
  type FieldRange,
  type ReadDocument,
  type StoredDocument,
  searchedPrefixes,
} from '@tools-provider/event-sourcing';
import type { Filter, FindOptions } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, ProjectedRow } from './collections.ts';
import type { Generations } from './generations.ts';
import { decodeCursor, encodeCursor, type ListCursor } from './list-cursor.ts';
import { toStored } from './read-model-rows.ts';

/** The {@link DocumentQueries} on MongoDB. Pages follow the sort field and then the id, so that none is missed or repeated. */
export class MongoDocumentQueries implements DocumentQueries {
  readonly #collections: Collections;
  readonly #generations: Generations;

  constructor(collections: Collections, generations: Generations) {
    this.#collections = collections;
    this.#generations = generations;
  }

  get<Document extends ReadDocument>(
    collection: string,
    id: string,
    { minRevision }: DocumentWish = {},
  ): Promise<StoredDocument<Document> | undefined> {
    return classified(async () => {
      await this.#generations.lookAgainWhenOld();
      let row = await this.#find(collection, id);
      const isLess = minRevision !== undefined && (row === null || row.revision < minRevision);
      if (isLess && (await this.#generations.lookAgain())) row = await this.#find(collection, id);
      return row === null ? undefined : toStored<Document>(row);
    });
  }

  getMany<Document extends ReadDocument>(
    collection: string,
    ids: readonly string[],
    { omit }: Pick<DocumentQuery, 'omit'> = {},
  ): Promise<ReadonlyMap<string, StoredDocument<Document>>> {
    return classified(async () => {
      if (ids.length === 0) return new Map();
      await this.#generations.lookAgainWhenOld();
      const rows = await this.#collections
        .documents(this.#generations.collectionOf(collection))
        .find({ _id: { $in: [...ids] } }, allBut(omit))
        .toArray();
      return new Map(rows.map((row) => [row._id, toStored<Document>(row, omit)]));
    });
  }

  list<Document extends ReadDocument>(query: DocumentQuery): Promise<DocumentPage<Document>> {
    return classified(async () => {
      const { field, descending } = query.sort;
      const order = descending ? `-${field}` : field;
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, order);
      const direction = descending ? -1 : 1;
      // The cursor is made of it, whether the reader wants it or not.
      const left = (query.omit ?? []).filter((name) => name !== field);
      await this.#generations.lookAgainWhenOld();
      const rows = await this.#collections
        .documents(this.#generations.collectionOf(query.collection))
        .find(pageFilterOf(query, after), allBut(left))
        .sort({ [field]: direction, _id: direction })
        .limit(query.limit + 1)
        .toArray();
      const items = rows.slice(0, query.limit).map((row) => toStored<Document>(row, query.omit));
      const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
      if (last === undefined) return { items };
      const value = (last[field] ?? null) as ListCursor['value'];
      return { items, next: encodeCursor({ order, value, id: last._id }) };
    });
  }

  count(filter: DocumentFilter): Promise<number> {
    return classified(async () => {
      await this.#generations.lookAgainWhenOld();
      return await this.#collections
        .documents(this.#generations.collectionOf(filter.collection))
        .countDocuments(filterOf(filter));
    });
  }

  #find(collection: string, id: string): Promise<ProjectedRow | null> {
    return this.#collections.documents(this.#generations.collectionOf(collection)).findOne({ _id: id });
  }
}

function allBut(fields: readonly string[] = []): FindOptions {
  return fields.length === 0 ? {} : { projection: Object.fromEntries(fields.map((name) => [name, 0])) };
}

function pageFilterOf(query: DocumentQuery, after: ListCursor | undefined): Filter<ProjectedRow> {
  if (after === undefined) return filterOf(query);
  const { field, descending } = query.sort;
  const beyond = descending ? '$lt' : '$gt';
  return both(filterOf(query), {
    $or: [...valuesBeyond(query.sort, after.value), { [field]: after.value, _id: { [beyond]: after.id } }],
  });
}

function filterOf({ where, ranges = {}, search = '' }: DocumentFilter): Filter<ProjectedRow> {
  const fields = Object.entries(ranges).flatMap(([field, range]) => rangeOf(field, range));
  return both({ ...where }, ...fields, ...(search === '' ? [] : foundBy(searchedPrefixes(search))));
}

function rangeOf(field: string, { from, before }: FieldRange): readonly Filter<ProjectedRow>[] {
  const bounds = {
    ...(from === undefined ? {} : { $gte: from }),
    ...(before === undefined ? {} : { $lt: before }),
  };
  return Object.keys(bounds).length === 0 ? [] : [{ [field]: bounds }];
}

/** Each prefix is a range that one and the same word must lie in, which an index on the words serves. */
function foundBy(prefixes: readonly string[]): readonly Filter<ProjectedRow>[] {
  // No document has an empty id.
  if (prefixes.length === 0) return [{ _id: '' }];
  return prefixes.map((prefix) => ({
    searchWords: { $elemMatch: { $gte: prefix, $lt: afterPrefix(prefix) } },
  }));
}

function both(...filters: readonly Filter<ProjectedRow>[]): Filter<ProjectedRow> {
  const conditions = filters.filter((filter) => Object.keys(filter).length > 0);
  return conditions.length > 1 ? { $and: conditions } : (conditions[0] ?? {});
}

/** What comes after all rows of a value. Rows without one come first, but `$gt` and `$lt` do not compare them with those that have one. */
function valuesBeyond(
  { field, descending }: DocumentQuery['sort'],
  value: ListCursor['value'],
): readonly Filter<ProjectedRow>[] {
  if (!descending) return [{ [field]: value === null ? { $ne: null } : { $gt: value } }];
  return value === null ? [] : [{ [field]: { $lt: value } }, { [field]: null }];
}
