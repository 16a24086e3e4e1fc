import { BatchLoader } from '../reconciliation/batch-loader.ts';
import type { EntitiesPlace } from '../reconciliation/projection.ts';
import type { GenerationPlace, PlacedDocument, RebuildStore } from './rebuild-store.ts';

/** How many documents are read at a time. */
const PAGE = 200;

/** The stored documents of a place; those that are asked for at about the same time are read together. */
export class PlacedDocuments {
  readonly #store: Pick<RebuildStore, 'loadPlaced' | 'listIds'>;
  readonly #place: GenerationPlace;
  readonly #loaders = new Map<string, BatchLoader<PlacedDocument>>();

  constructor(store: Pick<RebuildStore, 'loadPlaced' | 'listIds'>, place: GenerationPlace) {
    this.#store = store;
    this.#place = place;
  }

  /** The document as it is after this call; `undefined` when there is none. */
  async get(collection: string, id: string): Promise<PlacedDocument | undefined> {
    let loader = this.#loaders.get(collection);
    if (loader === undefined) {
      loader = new BatchLoader((ids) => this.#store.loadPlaced(this.#place, collection, ids));
      this.#loaders.set(collection, loader);
    }
    return await loader.get(id);
  }

  /** The ids of the documents of a stream's entities, page by page, in their order. */
  async *idsOf({ collection, idPrefix }: EntitiesPlace): AsyncGenerator<readonly string[], undefined> {
    for (let after: string | undefined; ; ) {
      const ids = await this.#store.listIds(this.#place, collection, { after, idPrefix, limit: PAGE });
      if (ids.length > 0) yield ids;
      if (ids.length < PAGE) return;
      after = ids.at(-1);
    }
  }

  /** The documents of a stream's entities, page by page, with their ids. */
  async *of(place: EntitiesPlace): AsyncGenerator<ReadonlyMap<string, PlacedDocument>, undefined> {
    for await (const ids of this.idsOf(place))
      yield await this.#store.loadPlaced(this.#place, place.collection, ids);
  }

  /** All documents of a stream's entities. */
  async list(place: EntitiesPlace): Promise<readonly PlacedDocument[]> {
    return (await Array.fromAsync(this.of(place))).flatMap((page) => [...page.values()]);
  }
}
