import { CodedError } from '@tools-provider/mediator';
import type {
  DocumentRange,
  GenerationPlace,
  PlacedDocument,
  RebuildStore,
  ShownProjection,
  TouchedStream,
} from '../rebuild/rebuild-store.ts';
import type { DocumentWrite, ProjectedSpan } from '../reconciliation/read-model-store.ts';
import type { InMemoryDocuments } from './in-memory-documents.ts';

/** Generations that last as long as the process, with the semantics of the port. An {@link InMemoryReadModel} has them. */
export class InMemoryRebuildStore implements RebuildStore {
  readonly #documents: InMemoryDocuments;
  readonly #shown = new Map<string, number>();
  readonly #touched = new Map<string, number>();
  readonly #onSwap: (generation: number) => void;
  #last = 0;
  #rebuilding: number | undefined;

  /** `onSwap` is told of the generation that is shown from now on. */
  constructor(documents: InMemoryDocuments, onSwap: (generation: number) => void) {
    this.#documents = documents;
    this.#onSwap = onSwap;
  }

  /** Notes what was projected, while a rebuild runs. */
  noteTouched(spans: readonly ProjectedSpan[]): void {
    if (this.#rebuilding === undefined) return;
    for (const { stream, to } of spans)
      this.#touched.set(stream, Math.max(to, this.#touched.get(stream) ?? to));
  }

  async begin(): Promise<number> {
    this.#last += 1;
    this.#rebuilding = this.#last;
    this.#touched.clear();
    return this.#last;
  }

  async loadPlaced(
    place: GenerationPlace,
    collection: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, PlacedDocument>> {
    return this.#documents.loadPlaced(nameIn(place, collection), ids);
  }

  async listIds(
    place: GenerationPlace,
    collection: string,
    { after = '', idPrefix = '', limit }: DocumentRange,
  ): Promise<readonly string[]> {
    const ids = this.#documents.ids(nameIn(place, collection));
    return ids
      .toSorted()
      .filter((id) => id > after && id.startsWith(idPrefix))
      .slice(0, limit);
  }

  async write(generation: number, writes: readonly DocumentWrite[]): Promise<void> {
    const projectedAt = new Date().toISOString();
    for (const write of writes) {
      const collection = nameIn({ generation }, write.collection);
      this.#documents.write({ ...write, collection }, projectedAt);
    }
  }

  async complete(generation: number): Promise<void> {
    this.#refuseOvertaken(generation);
  }

  async loadTouched(limit: number): Promise<readonly TouchedStream[]> {
    return [...this.#touched].slice(0, limit).map(([stream, projected]) => ({ stream, projected }));
  }

  async isTouched(stream: string): Promise<boolean> {
    return this.#touched.has(stream);
  }

  async forgetTouched(generation: number, touched: readonly TouchedStream[]): Promise<void> {
    if (this.#rebuilding !== generation) return;
    for (const { stream, projected } of touched)
      if ((this.#touched.get(stream) ?? projected) <= projected) this.#touched.delete(stream);
  }

  async swap(
    generation: number,
    projections: readonly string[],
    { maxTouched, settle }: Parameters<RebuildStore['swap']>[2],
  ): Promise<boolean> {
    if ([...this.#shown.values()].includes(generation)) return true;
    this.#refuseOvertaken(generation);
    // Nobody can be held up here: what is committed while this settles is settled, too.
    while (this.#touched.size > 0) {
      if (this.#touched.size > maxTouched) return false;
      const touched = await this.loadTouched(maxTouched);
      if (!(await settle(touched))) return false;
      await this.forgetTouched(generation, touched);
    }
    this.#refuseOvertaken(generation);
    for (const projection of projections) {
      this.#documents.show(projection, nameIn({ generation }, projection));
      this.#shown.set(projection, generation);
    }
    this.#rebuilding = undefined;
    this.#onSwap(generation);
    return true;
  }

  async discard(generation: number): Promise<void> {
    if (this.#rebuilding !== generation) return;
    this.#rebuilding = undefined;
    this.#documents.drop(`~${generation}`);
  }

  async describe(projections: readonly string[]): Promise<readonly ShownProjection[]> {
    return projections.map((projection) => ({
      projection,
      generation: this.#shown.get(projection) ?? 0,
      documents: this.#documents.ids(projection).length,
    }));
  }

  async dropReplaced(): Promise<void> {
    // Nothing is scarce here.
  }

  #refuseOvertaken(generation: number): void {
    if (this.#rebuilding === generation) return;
    throw new CodedError(
      'conflict',
      'rebuild-overtaken',
      `Another rebuild has begun since generation ${generation}`,
    );
  }
}

function nameIn(place: GenerationPlace, collection: string): string {
  return place === 'shown' ? collection : `${collection}~${place.generation}`;
}
