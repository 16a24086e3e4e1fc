import { BatchLoader } from '../reconciliation/batch-loader.ts';
import type { GenerationPlace, PlacedDocument, RebuildStore } from './rebuild-store.ts';

/** The stored documents of a place; those that are asked for at about the same time are read together. */
export class PlacedDocuments {
  readonly #store: Pick<RebuildStore, 'loadPlaced'>;
  readonly #place: GenerationPlace;
  readonly #loaders = new Map<string, BatchLoader<PlacedDocument>>();

  constructor(store: Pick<RebuildStore, 'loadPlaced'>, place: GenerationPlace) {
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
}
