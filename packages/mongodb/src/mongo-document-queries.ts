import type {
  DocumentPage,
  DocumentQueries,
  DocumentQuery,
  DocumentWish,
  ReadDocument,
  StoredDocument,
} from '@tools-provider/event-sourcing';
import type { Filter } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, ProjectedRow } from './collections.ts';
import type { Generations } from './generations.ts';
import { decodeCursor, encodeCursor, type ListCursor } from './list-cursor.ts';

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

  list<Document extends ReadDocument>(query: DocumentQuery): Promise<DocumentPage<Document>> {
    return classified(async () => {
      const { field, descending } = query.sort;
      const order = descending ? `-${field}` : field;
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, order);
      const direction = descending ? -1 : 1;
      await this.#generations.lookAgainWhenOld();
      const rows = await this.#collections
        .documents(this.#generations.collectionOf(query.collection))
        .find(filterOf(query, after))
        .sort({ [field]: direction, _id: direction })
        .limit(query.limit + 1)
        .toArray();
      const items = rows.slice(0, query.limit).map((row) => toStored<Document>(row));
      const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
      if (last === undefined) return { items };
      const value = (last[field] ?? null) as ListCursor['value'];
      return { items, next: encodeCursor({ order, value, id: last._id }) };
    });
  }

  #find(collection: string, id: string): Promise<ProjectedRow | null> {
    return this.#collections.documents(this.#generations.collectionOf(collection)).findOne({ _id: id });
  }
}

function filterOf(
  { where, search, sort }: DocumentQuery,
  after: ListCursor | undefined,
): Filter<ProjectedRow> {
  const conditions: Filter<ProjectedRow>[] = [{ ...where }];
  if (search !== undefined && search !== '') {
    // `$literal` keeps a search text that begins with `$` from being read as a field.
    const text = { $literal: search.toLowerCase() };
    conditions.push({ $expr: { $gte: [{ $indexOfCP: ['$searchText', text] }, 0] } });
  }
  if (after !== undefined) {
    const beyond = sort.descending ? '$lt' : '$gt';
    conditions.push({
      $or: [...valuesBeyond(sort, after.value), { [sort.field]: after.value, _id: { [beyond]: after.id } }],
    });
  }
  return conditions.length === 1 ? (conditions[0] ?? {}) : { $and: conditions };
}

/** What comes after all rows of a value. Rows without one come first, but `$gt` and `$lt` do not compare them with those that have one. */
function valuesBeyond(
  { field, descending }: DocumentQuery['sort'],
  value: ListCursor['value'],
): readonly Filter<ProjectedRow>[] {
  if (!descending) return [{ [field]: value === null ? { $ne: null } : { $gt: value } }];
  return value === null ? [] : [{ [field]: { $lt: value } }, { [field]: null }];
}

function toStored<Document extends ReadDocument>(row: ProjectedRow): StoredDocument<Document> {
  const { _id, ...fields } = row;
  return { ...fields, id: _id } as unknown as StoredDocument<Document>;
}
