import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import { BufferedDocumentSession, NOTHING_BELOW } from '../reconciliation/buffered-document-session.ts';
import type { EntitiesPlace } from '../reconciliation/projection.ts';
import type { ProjectionStatus } from '../reconciliation/projection-status.ts';
import type { DocumentWrite } from '../reconciliation/read-model-store.ts';
import type { FoldFailure } from './event-folder.ts';
import { inParallel } from './in-parallel.ts';
import { PlacedDocuments } from './placed-documents.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { TouchedStream } from './rebuild-store.ts';
import { RecentValues } from './recent-values.ts';
import { foldStream } from './stream-fold.ts';

/** How many notes are worked off at a time. */
const BATCH = 1_000;

/** How many streams share a question for statuses, and a write; of those that have many documents, fewer. */
const TOGETHER = 100;
const LARGE_TOGETHER = 4;

/** What is to be written of a stream, and why that is not all. */
interface FoldedStream {
  readonly stream: string;
  readonly to: number;
  readonly writes: readonly DocumentWrite[];
  readonly failure: FoldFailure | undefined;
}

/** Brings streams of a generation up to what is shown, one by one: those that were projected while, or after, the log was read. */
export class CatchUp {
  readonly #parts: RebuildParts;
  readonly #generation: number;
  readonly #documents: PlacedDocuments;
  readonly #reached: RecentValues<number>;
  readonly #failures: FoldFailure[] = [];

  /** `left`: what is known of how far streams are, each with the last revision that its documents contain. */
  constructor(parts: RebuildParts, generation: number, left: ReadonlyMap<string, number>) {
    this.#parts = parts;
    this.#generation = generation;
    this.#documents = new PlacedDocuments(parts.store, { generation });
    this.#reached = new RecentValues(parts.limits.rememberedStreams);
    for (const [stream, revision] of left) this.#reached.set(stream, revision);
  }

  /** What the projections refused although the documents that are shown contain it. */
  get failures(): readonly FoldFailure[] {
    return this.#failures;
  }

  /** Works off what was noted until no more is left than a swap can take. */
  async run(): Promise<void> {
    const { store, limits, signal, patiently } = this.#parts;
    for (;;) {
      signal.throwIfAborted();
      const touched = await patiently(() => store.loadTouched(BATCH));
      await this.#bringUp(touched);
      await patiently(() => store.forgetTouched(this.#generation, touched));
      if (touched.length <= limits.swapStreams || this.#failures.length >= limits.reported) return;
    }
  }

  /** Brings streams up to where they are shown, or further notes have it. */
  async #bringUp(touched: readonly TouchedStream[]): Promise<void> {
    const wanted = touched.map(({ stream }) => stream).filter(this.#parts.isWanted);
    const { large = [], small = [] } = Object.groupBy(wanted, (stream) =>
      this.#entitiesOf(stream).length > 0 ? 'large' : 'small',
    );
    for (const together of inSlices(small, TOGETHER)) await this.#bringUpTogether(together);
    for (const together of inSlices(large, LARGE_TOGETHER)) await this.#bringUpTogether(together);
  }

  /** Brings streams up where that takes few events only. Answers false where it takes more, or where the projections refuse one. */
  async bringUpSoon(touched: readonly TouchedStream[]): Promise<boolean> {
    const { statuses, limits, isWanted } = this.#parts;
    const wanted = touched.map(({ stream }) => stream).filter(isWanted);
    const shown = await statuses.loadStatuses(wanted);
    const events = wanted.map((stream) => {
      const to = shown.get(stream)?.projected ?? NO_REVISION;
      return Math.abs(to - (this.#reached.get(stream) ?? NO_REVISION));
    });
    if (events.reduce((sum, count) => sum + count, 0) > limits.swapEvents) return false;
    await this.#bringUp(touched);
    return this.#failures.length === 0;
  }

  /** Brings one stream up to where it is shown, if it was projected since, and answers up to where it is then. */
  async settle(stream: string): Promise<number> {
    const { statuses, store } = this.#parts;
    // The status first: with no note after that, nothing was projected that is not worked off.
    const status = (await statuses.loadStatuses([stream])).get(stream);
    const isTouched = await store.isTouched(stream);
    const settled = isTouched ? (await this.#bringUpTogether([stream])).get(stream) : status;
    return settled?.projected ?? NO_REVISION;
  }

  /** With one question for their statuses and one write; answers the statuses. */
  async #bringUpTogether(streams: readonly string[]): Promise<ReadonlyMap<string, ProjectionStatus>> {
    const { statuses, store, patiently, limits } = this.#parts;
    return await patiently(async () => {
      const shown = await statuses.loadStatuses(streams);
      const folded: FoldedStream[] = [];
      await inParallel(streams, limits.parallelStreams, async (stream) => {
        const to = shown.get(stream)?.projected ?? NO_REVISION;
        if (this.#reached.get(stream) !== to) folded.push(await this.#fold(stream, to));
      });
      await store.write(
        this.#generation,
        folded.flatMap(({ writes }) => writes),
      );
      for (const { stream, to, failure } of folded) {
        if (failure === undefined) this.#reached.set(stream, to);
        else if (this.#failures.length < limits.reported) this.#failures.push(failure);
      }
      return shown;
    });
  }

  async #fold(stream: string, to: number): Promise<FoldedStream> {
    const known = this.#reached.get(stream);
    // Nothing is known of it, or it was set back: from the start, then.
    const from = known === undefined || known > to ? NO_REVISION : known;
    const session = from === NO_REVISION ? await this.#emptied(stream) : this.#session(from);
    const { failure } = await foldStream(this.#parts, stream, { from, to }, session);
    return { stream, to, writes: session.writes, failure };
  }

  #session(from: number): BufferedDocumentSession {
    const below = {
      get: async (collection: string, id: string) => (await this.#documents.get(collection, id))?.document,
      list: async (place: EntitiesPlace) =>
        (await this.#documents.list(place)).map(({ document }) => document),
    };
    return new BufferedDocumentSession(below, from);
  }

  /** What there is of a stream that is folded from the start goes, but for what is made again. */
  async #emptied(stream: string): Promise<BufferedDocumentSession> {
    const session = new BufferedDocumentSession(NOTHING_BELOW, NO_REVISION);
    const { origins, projections } = this.#parts;
    const isOurs = ({ collection }: { readonly collection: string }) => projections.includes(collection);
    for (const { collection, id } of origins.documentsOf(stream).filter(isOurs))
      session.delete(collection, id);
    for (const place of this.#entitiesOf(stream).filter(isOurs))
      for await (const ids of this.#documents.idsOf(place))
        for (const id of ids) session.delete(place.collection, id);
    return session;
  }

  #entitiesOf(stream: string): readonly EntitiesPlace[] {
    return this.#parts.origins.entitiesOf?.(stream) ?? [];
  }
}

function* inSlices<Item>(items: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
