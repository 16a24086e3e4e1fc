import type { Mediator } from '@tools-provider/mediator';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { Upcasters } from '../aggregate/upcaster.ts';
import type { Feed } from '../read-side/feed.ts';
import type { ProjectionStatusQueries } from '../read-side/projection-status-queries.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { ReadPathContext } from '../reconciliation/projection.ts';
import type { ReadModelStore } from '../reconciliation/read-model-store.ts';
import type { EventStore } from '../repository/event-store.ts';
import { EventFolder } from './event-folder.ts';
import type { EventLog } from './event-log.ts';
import { healDiverged } from './heal-diverged.ts';
import { patience } from './patience.ts';
import { type RebuildOutcome, type RebuildProgress, rebuildGeneration, verifyShown } from './rebuild.ts';
import { REBUILD_LIMITS, type RebuildLimits } from './rebuild-limits.ts';
import type { RebuildParts } from './rebuild-parts.ts';
import type { DocumentOrigins, RebuildStore } from './rebuild-store.ts';
import type { VerificationReport } from './verification.ts';

/** What a {@link RebuildEngine} is made of. */
export interface RebuildEngineOptions {
  /** The collections of all projections. */
  readonly projections: readonly string[];
  /** A read path with some of the projections, and nothing that tells anybody; what holds it up gives up when `signal` aborts. */
  readonly mediatorFor: (
    projections: readonly string[],
    signal: AbortSignal,
  ) => Mediator<never, ReadPathContext>;
  /** The read path of the workers, with its CloudEvents: what aggregates are healed with whose log was set back. */
  readonly mediator: Mediator<never, ReadPathContext>;
  readonly eventLog: EventLog;
  readonly eventStore: EventStore;
  readonly statuses: ProjectionStatusQueries;
  readonly readModel: Pick<ReadModelStore, 'generation' | 'listDocuments' | 'commit'>;
  readonly feed: Pick<Feed, 'sequenceOf'>;
  readonly store: RebuildStore;
  readonly origins: DocumentOrigins;
  readonly log: ReconciliatorLog;
  /** How events of older versions are read. */
  readonly upcasters?: Upcasters;
  readonly limits?: Partial<RebuildLimits>;
}

/** Makes documents anew from the log, and compares documents with it, while everything goes on. */
export class RebuildEngine {
  readonly #options: RebuildEngineOptions;

  constructor(options: RebuildEngineOptions) {
    this.#options = options;
  }

  /** The collections of all projections. */
  get projections(): readonly string[] {
    return this.#options.projections;
  }

  /** About how many events there are, `undefined` when nobody knows. */
  countEvents(): Promise<number | undefined> {
    return this.#options.eventLog.countEvents();
  }

  /** Heals what is diverged, and rebuilds the projections and those that are made together with them: see {@link rebuildGeneration}. Rejects with the signal's reason when that aborts. */
  async rebuild(
    projections: readonly string[],
    progress: RebuildProgress,
    signal: AbortSignal,
  ): Promise<RebuildOutcome> {
    const parts = this.#partsFor(projections, signal);
    const { upcasters = new Upcasters(), log } = this.#options;
    const healing = { ...this.#options, upcasters };
    const healed = await parts.patiently(() => healDiverged(healing, parts.isWanted));
    if (healed > 0) log.info({ healed }, 'Aggregates whose log was set back are brought up to it');
    return await rebuildGeneration(parts, progress);
  }

  /** Compares the documents of the projections, and of those that are made together with them, as they are shown with their streams. Rejects with the signal's reason when that aborts. */
  verify(
    projections: readonly string[],
    progress: Pick<RebuildProgress, 'checked'>,
    signal: AbortSignal,
  ): Promise<VerificationReport> {
    const parts = this.#partsFor(projections, signal);
    return verifyShown(parts, (streams, events) => {
      signal.throwIfAborted();
      progress.checked(streams, events);
    });
  }

  #partsFor(wanted: readonly string[], signal: AbortSignal): RebuildParts {
    const projections = this.#madeWith(wanted);
    const { mediatorFor, upcasters, statuses, origins, limits, log, ...rest } = this.#options;
    const patiently = patience(signal, log);
    return {
      ...rest,
      projections,
      statuses,
      origins,
      folder: new EventFolder(mediatorFor(projections, signal), upcasters),
      limits: { ...REBUILD_LIMITS, ...limits },
      signal,
      patiently,
      isWanted: (stream) =>
        origins.documentsOf(stream).some(({ collection }) => projections.includes(collection)) ||
        origins.entitiesOf?.(stream).some(({ collection }) => projections.includes(collection)) === true,
      // Asked in the middle of a page, which must not be begun again because a store is away.
      isSkipped: async ({ stream, id }: RecordedEvent) => {
        const found = await patiently(() => statuses.loadStatuses([stream]));
        return found.get(stream)?.skipped.some(({ eventId }) => eventId === id) ?? false;
      },
    };
  }

  #madeWith(projections: readonly string[]): readonly string[] {
    const together = (this.#options.origins.madeTogether ?? []).filter((group) =>
      group.some((name) => projections.includes(name)),
    );
    return [...new Set([...projections, ...together.flat()])];
  }
}
