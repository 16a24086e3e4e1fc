import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import { BufferedDocumentSession } from '../reconciliation/buffered-document-session.ts';
import type { ReadDocument } from '../reconciliation/projection.ts';
import type { FoldFailure } from './event-folder.ts';
import { inParallel } from './in-parallel.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { TouchedStream } from './rebuild-store.ts';
import { RecentValues } from './recent-values.ts';
import { foldStream } from './stream-fold.ts';

/** How many notes are worked off at a time. */
const BATCH = 1_000;

/** Brings streams of a generation up to what is shown, one by one: those that were projected while, or after, the log was read. */
export class CatchUp {
  readonly #parts: RebuildParts;
  readonly #generation: number;
  readonly #reached: RecentValues<number>;
  readonly #failures: FoldFailure[] = [];

  /** `left`: what is known of how far streams are, each with the last revision that its documents contain. */
  constructor(parts: RebuildParts, generation: number, left: ReadonlyMap<string, number>) {
    this.#parts = parts;
    this.#generation = generation;
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
      await patiently(() => store.forgetTouched(touched));
      if (touched.length <= limits.swapStreams || this.#failures.length >= limits.reported) return;
    }
  }

  /** Brings streams up to where they are shown, or further notes have it. */
  async #bringUp(touched: readonly TouchedStream[]): Promise<void> {
    const wanted = touched.filter(({ stream }) => this.#parts.isWanted(stream));
    await inParallel(wanted, this.#parts.limits.parallelStreams, async ({ stream }) => {
      await this.#bringUpStream(stream);
    });
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
    if (await store.isTouched(stream)) return await this.#bringUpStream(stream);
    return status?.projected ?? NO_REVISION;
  }

  async #bringUpStream(stream: string): Promise<number> {
    const { statuses, store, patiently, limits } = this.#parts;
    return await patiently(async () => {
      const status = (await statuses.loadStatuses([stream])).get(stream);
      const to = status?.projected ?? NO_REVISION;
      const known = this.#reached.get(stream);
      if (known === to) return to;
      // Nothing is known of it, or it was set back: from the start, then.
      const from = known === undefined || known > to ? NO_REVISION : known;
      const session = this.#session(from);
      const { failure } = await foldStream(this.#parts, stream, { from, to }, session);
      if (failure !== undefined && this.#failures.length < limits.reported) this.#failures.push(failure);
      await store.write(this.#generation, session.writes);
      if (failure === undefined) this.#reached.set(stream, to);
      return to;
    });
  }

  #session(from: number): BufferedDocumentSession {
    const place = { generation: this.#generation };
    const load = async (collection: string, id: string): Promise<ReadDocument | undefined> => {
      if (from === NO_REVISION) return undefined;
      const placed = await this.#parts.store.loadPlaced(place, collection, [id]);
      return placed.get(id)?.document;
    };
    return new BufferedDocumentSession(load, from);
  }
}
