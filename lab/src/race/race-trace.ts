import type {
  CategorySubscription,
  OpenSubscription,
  PipelineObserver,
  ProjectedSpan,
  ReadModelStore,
  RecordedEvent,
} from '@tools-provider/event-sourcing';

/** What an event passes, in the order in which it should. */
export const RACE_STEPS = ['received', 'projecting', 'projected', 'committed', 'acknowledged'] as const;
export type RaceStep = (typeof RACE_STEPS)[number];

/** An event at a step, in milliseconds since the trace began. */
export interface RaceMoment {
  readonly atMs: number;
  readonly revision: number;
  readonly step: RaceStep;
}

/** Notes when each event passes which step, whatever the reconciliator's ordering is: it looks at the ports around it. */
export class RaceTrace {
  readonly #startedAt = performance.now();
  readonly #moments: RaceMoment[] = [];
  readonly #acknowledged = Promise.withResolvers<void>();
  readonly #wanted: number;

  /** For so many events. */
  constructor(events: number) {
    this.#wanted = events;
  }

  get moments(): readonly RaceMoment[] {
    return this.#moments;
  }

  /** Resolves when every event is acknowledged. */
  get isOver(): Promise<void> {
    return this.#acknowledged.promise;
  }

  readonly observer: PipelineObserver = {
    reached: (point, { revision }) => {
      if (point === 'projecting' || point === 'projected') this.#note(revision, point);
    },
  };

  subscription(inner: CategorySubscription): CategorySubscription {
    return { open: async () => this.#traced(await inner.open()) };
  }

  readModel(inner: ReadModelStore): ReadModelStore {
    return {
      get generation() {
        return inner.generation;
      },
      loadStatuses: (streams) => inner.loadStatuses(streams),
      loadDocuments: (collection, ids) => inner.loadDocuments(collection, ids),
      listDocuments: (place) => inner.listDocuments(place),
      commit: async (spans) => {
        await inner.commit(spans);
        for (const revision of spans.flatMap(revisionsIn)) this.#note(revision, 'committed');
      },
      writeUnguarded: async (writes, event, cloudEvents) => {
        await inner.writeUnguarded(writes, event, cloudEvents);
        this.#note(event.revision, 'committed');
      },
    };
  }

  #traced(inner: OpenSubscription): OpenSubscription {
    const delivered = new Map<string, RecordedEvent>();
    const note = this.#note.bind(this);
    return {
      async *[Symbol.asyncIterator]() {
        for await (const tap of inner) {
          if (tap.event !== undefined) {
            delivered.set(tap.ackId, tap.event);
            note(tap.event.revision, 'received');
          }
          yield tap;
        }
      },
      ack: async (ackIds) => {
        await inner.ack(ackIds);
        for (const ackId of ackIds) note(delivered.get(ackId)?.revision ?? 0, 'acknowledged');
      },
      park: (ackIds, reason) => inner.park(ackIds, reason),
      close: () => inner.close(),
    };
  }

  #note(revision: number, step: RaceStep): void {
    this.#moments.push({ atMs: performance.now() - this.#startedAt, revision, step });
    const acknowledged = this.#moments.filter((moment) => moment.step === 'acknowledged');
    if (acknowledged.length === this.#wanted) this.#acknowledged.resolve();
  }
}

function revisionsIn({ from, to }: ProjectedSpan): number[] {
  return Array.from({ length: to - from }, (_, index) => from + 1 + index);
}
