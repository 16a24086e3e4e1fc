import type { DocumentScan, ReadDocument, ScanQuery, StoredDocument } from '@tools-provider/event-sourcing';
import type { Filter } from 'mongodb';
import { classified } from './classify.ts';
import type { Collections, ProjectedRow } from './collections.ts';
import type { Generations } from './generations.ts';
import { toStored } from './read-model-rows.ts';

/** The {@link DocumentScan} on MongoDB. */
export class MongoDocumentScan implements DocumentScan {
  readonly #collections: Collections;
  readonly #generations: Generations;

  constructor(collections: Collections, generations: Generations) {
    this.#collections = collections;
    this.#generations = generations;
  }

  currentGeneration(): Promise<number> {
    return classified(async () => {
      await this.#generations.lookAgain();
      return this.#generations.generation;
    });
  }

  scan<Document extends ReadDocument>({
    collection,
    fields,
    ids,
    where = {},
    behindRevision,
    after = '',
    limit,
  }: ScanQuery): Promise<readonly Omit<StoredDocument<Document>, 'projectedAt'>[]> {
    const filter: Filter<ProjectedRow> = {
      ...where,
      _id: { $gt: after, ...(ids === undefined ? {} : { $in: [...ids] }) },
      ...(behindRevision === undefined ? {} : { revision: { $gt: behindRevision } }),
    };
    const projection = Object.fromEntries(['revision', ...fields].map((field) => [field, 1]));
    return classified(async () => {
      const rows = await this.#collections
        .documents(this.#generations.collectionOf(collection))
        .find(filter, { projection })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map((row) => toStored<Document>(row));
    });
  }
}
