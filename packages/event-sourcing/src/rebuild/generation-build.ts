import { CodedError } from '@tools-provider/mediator';
import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { DocumentCache } from './document-cache.ts';
import type { FoldFailure } from './event-folder.ts';
import { weightOf } from './event-weight.ts';
import { foldEvent } from './fold-event.ts';
import { pagesAhead } from './pages-ahead.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import { RecentValues } from './recent-values.ts';

/**
 * Makes the documents of a generation with one pass through the log. No event is applied that the shown documents do not contain: where one
 * comes that they have not got to yet, or must not get to because its aggregate is set aside, the stream is left where it is. All that is
 * projected meanwhile is noted by those who project it, and worked off afterwards.
 */
export class GenerationBuild {
  readonly #parts: RebuildParts;
  readonly #cache: DocumentCache;
  readonly #projected: RecentValues<number>;
  readonly #left = new Map<string, number>();
  readonly #failures: FoldFailure[] = [];

  constructor(parts: RebuildParts, generation: number) {
    const { limits, store, patiently } = parts;
    this.#parts = parts;
    this.#projected = new RecentValues(limits.rememberedStreams);
    const patient = {
      loadPlaced: (...wanted: Parameters<typeof store.loadPlaced>) =>
        patiently(() => store.loadPlaced(...wanted)),
      listIds: (...wanted: Parameters<typeof store.listIds>) => patiently(() => store.listIds(...wanted)),
      write: (...writes: Parameters<typeof store.write>) => patiently(() => store.write(...writes)),
    };
    this.#cache = new DocumentCache(patient, generation, limits.cachedEvents);
  }

  /** The streams that were left, each with the last revision that its documents contain. */
  get left(): ReadonlyMap<string, number> {
    return this.#left;
  }

  /** What the projections refused although the documents that are shown contain it; no more than are reported. */
  get failures(): readonly FoldFailure[] {
    return this.#failures;
  }

  /** Reads the log to its end. `onEvents` is told of each page that is done. */
  async run(onEvents: (events: number) => void): Promise<void> {
    const { limits, signal, patiently } = this.#parts;
    let position: string | undefined;
    await patiently(async () => {
      // After an outage it goes on behind what was done.
      for await (const page of pagesAhead(this.#parts.eventLog.readAll(position), limits.pageEvents)) {
        signal.throwIfAborted();
        await this.#project(page);
        position = page.at(-1)?.position;
        onEvents(page.length);
        if (this.#failures.length >= limits.reported) return;
      }
    });
    await this.#cache.flush();
  }

  async #project(page: readonly RecordedEvent[]): Promise<void> {
    const byStream = Map.groupBy(
      page.filter(({ stream }) => this.#parts.isWanted(stream) && !this.#left.has(stream)),
      ({ stream }) => stream,
    );
    await this.#learnProjected(byStream);
    await Promise.all([...byStream.values()].map((events) => this.#apply(events)));
    await this.#cache.trim();
  }

  /** Asks for the statuses of streams that are not known to be as far as the page goes. */
  async #learnProjected(byStream: ReadonlyMap<string, readonly RecordedEvent[]>): Promise<void> {
    const unknown = [...byStream].flatMap(([stream, events]) => {
      const projected = this.#projected.get(stream) ?? NO_REVISION;
      return projected < (events.at(-1)?.revision ?? NO_REVISION) ? [stream] : [];
    });
    if (unknown.length === 0) return;
    const { statuses, patiently } = this.#parts;
    const known = await patiently(() => statuses.loadStatuses(unknown));
    for (const stream of unknown) this.#projected.set(stream, known.get(stream)?.projected ?? NO_REVISION);
  }

  async #apply(events: readonly RecordedEvent[]): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    const { stream } = first;
    const projected = this.#projected.get(stream) ?? NO_REVISION;
    const session = this.#cache.open(stream, first.revision, weightOf(events));
    await this.#parts.folder.prefetch(events, session);
    for (const event of events) {
      if (event.revision > projected) return this.#leave(event);
      const failure = await foldEvent(this.#parts, event, session);
      if (failure === undefined) continue;
      if (this.#failures.length < this.#parts.limits.reported) this.#failures.push(failure);
      return this.#leave(event);
    }
  }

  #leave({ stream, revision }: RecordedEvent): void {
    this.#left.set(stream, revision - 1);
    if (this.#left.size <= this.#parts.limits.rememberedStreams) return;
    throw new CodedError(
      'refused',
      'read-model-behind',
      `More than ${this.#parts.limits.rememberedStreams} aggregates are not projected up to the log: let the workers catch up, then begin the rebuild again`,
    );
  }
}
