import type { DocumentPlace, EntitiesPlace, ReadDocument } from '../reconciliation/projection.ts';
import type { DocumentWrite } from '../reconciliation/read-model-store.ts';

/** A document as it is stored: what a projection made of it, and the revision of the event that wrote it. */
export interface PlacedDocument {
  readonly document: ReadDocument;
  readonly revision: number;
}

/** A stream that was projected while a rebuild ran, and up to where. */
export interface TouchedStream {
  readonly stream: string;
  readonly projected: number;
}

/** What is shown of a projection. */
export interface ShownProjection {
  readonly projection: string;
  /** The generation its documents are of; 0 before its first rebuild. */
  readonly generation: number;
  /** About how many there are. */
  readonly documents: number;
}

/** Which documents are meant: those that are shown, or those of a generation that is being made. */
export type GenerationPlace = 'shown' | { readonly generation: number };

/** The part of the documents that is wanted, in the order of their ids. */
export interface DocumentRange {
  /** The last id of the page before. */
  readonly after?: string | undefined;
  /** Only ids that begin like that, without a look at any other. */
  readonly idPrefix?: string;
  readonly limit: number;
}

/**
 * Keeps a further generation of documents beside the one that is shown, until it takes its place. Every method throws `unavailable` when
 * the store cannot be reached, and each that names a generation `conflict` (code `rebuild-overtaken`) where another rebuild has begun since.
 */
export interface RebuildStore {
  /**
   * Makes an empty generation for some projections and answers its number, which is higher than every other so far. From now on each commit
   * of the read model notes the streams it touches. What an earlier rebuild has left behind, and what earlier ones have replaced, is gone.
   */
  begin(projections: readonly string[]): Promise<number>;
  /** The documents of a collection by id, those that exist. */
  loadPlaced(
    place: GenerationPlace,
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PlacedDocument>>;
  /** The ids of the documents of a collection. */
  listIds(place: GenerationPlace, collection: string, range: DocumentRange): Promise<readonly string[]>;
  /** Stores and deletes documents of a generation, each by itself, in any order. Safe to repeat. */
  write(generation: number, writes: readonly DocumentWrite[]): Promise<void>;
  /** Makes a generation that holds most of its documents fit to be read: its indexes. */
  complete(generation: number, projections: readonly string[]): Promise<void>;
  /** Streams that were projected since the rebuild began, or since they were forgotten. */
  loadTouched(limit: number): Promise<readonly TouchedStream[]>;
  /** Whether a stream is one of them. */
  isTouched(stream: string): Promise<boolean>;
  /** Forgets streams, unless they have been projected further than is said of them here, or noted for another rebuild than this generation's. */
  forgetTouched(generation: number, touched: readonly TouchedStream[]): Promise<void>;
  /**
   * Shows a generation in place of the one before: from one moment on every commit writes to it. While it happens nothing else can be
   * committed; `settle` then brings the generation up to the last streams that were touched. With more than `maxTouched` of them, when
   * `settle` answers false, or when others are faster again and again, nothing happens, and the answer is false. `settle` may be called again, when somebody else was faster.
   * Safe to repeat: a generation that is shown already is.
   */
  swap(
    generation: number,
    projections: readonly string[],
    options: {
      readonly maxTouched: number;
      readonly settle: (touched: readonly TouchedStream[]) => Promise<boolean>;
    },
  ): Promise<boolean>;
  /** Removes a generation that is not shown, and ends its rebuild. Safe to repeat. */
  discard(generation: number): Promise<void>;
  /** What is shown of projections, in the order they are given. */
  describe(projections: readonly string[]): Promise<readonly ShownProjection[]>;
  /** Removes what rebuilds have replaced, when the last swap is older than `ageMs` and no rebuild runs. */
  dropReplaced(ageMs: number): Promise<void>;
}

/** How documents and streams belong together. */
export interface DocumentOrigins {
  /** The stream that a document is made from. */
  streamOf(collection: string, id: string): string;
  /** A stream's own documents: none of a stream that is no origin. */
  documentsOf(stream: string): readonly DocumentPlace[];
  /** Where the documents of a stream's entities are; left out where no stream has any. */
  entitiesOf?(stream: string): readonly EntitiesPlace[];
  /** The projections that cannot be made without each other, as entities take something from their stream's own document; left out: none. */
  readonly madeTogether?: readonly (readonly string[])[];
}
