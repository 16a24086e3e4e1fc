import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { type EventTrace, type PipelineTraces, TRACES_PER_STREAM } from '../read-side/pipeline-traces.ts';
import type { PipelineObserver, PipelinePoint } from './pipeline-observer.ts';

/** How often what was collected is stored, in milliseconds. */
const FLUSH_INTERVAL_MS = 500;

/** How long a stored event's acknowledgement is waited for, in milliseconds. */
const ACK_PATIENCE_MS = 2_000;

/** How long the last traces may hold up a stop, in milliseconds. */
const LAST_FLUSH_MS = 1_000;

/** How many events are followed at once, and how many streams wait to be stored, at most: the bound on memory and on writes. */
const MAX_UNDER_WAY = 10_000;
const MAX_STREAMS = 256;

/** Where a recorder stores what it has collected. */
export interface TraceRecorderOptions {
  readonly traces: Pick<PipelineTraces, 'record'>;
  readonly workerId: string;
  /** Is told how many traces were given up, because there were too many or because they could not be stored. */
  readonly onDropped?: (events: number) => void;
}

interface UnderWay {
  event: RecordedEvent;
  receivedMs: number | undefined;
  projectedMs: number | undefined;
  emittedMs: number | undefined;
  ackedMs: number | undefined;
}

/**
 * Notes when each event passes the points of the pipeline, and stores that in the background, with one write for many. It never holds the
 * pipeline up and never fails it: under a load that is too high for it, or while the store is away, it gives the oldest traces up.
 */
export class TraceRecorder implements PipelineObserver {
  readonly #options: TraceRecorderOptions;
  readonly #underWay = new Map<string, UnderWay>();
  #finished = new Map<string, UnderWay[]>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;

  constructor(options: TraceRecorderOptions) {
    this.#options = options;
  }

  reached(point: PipelinePoint, event: RecordedEvent): void {
    switch (point) {
      case 'received':
        this.#follow(event).receivedMs ??= Date.now();
        break;
      case 'projected':
        this.#follow(event).projectedMs = Date.now();
        break;
      case 'after-commit':
        this.#follow(event).emittedMs = Date.now();
        this.#schedule();
        break;
      case 'after-ack':
        this.#finish(event.id, Date.now());
        break;
    }
  }

  /** Stores what there is; resolves when that is done, or after a second. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#giveUpWaiting(Number.POSITIVE_INFINITY);
    const { promise, resolve } = Promise.withResolvers<void>();
    const deadline = setTimeout(resolve, LAST_FLUSH_MS);
    await Promise.race([this.#flush(), promise]);
    clearTimeout(deadline);
  }

  #follow(event: RecordedEvent): UnderWay {
    let underWay = this.#underWay.get(event.id);
    if (underWay === undefined) {
      underWay = {
        event,
        receivedMs: undefined,
        projectedMs: undefined,
        emittedMs: undefined,
        ackedMs: undefined,
      };
      this.#underWay.set(event.id, underWay);
      if (this.#underWay.size > MAX_UNDER_WAY) this.#forgetOldest();
    }
    return underWay;
  }

  #forgetOldest(): void {
    const [oldest] = this.#underWay.keys();
    if (oldest === undefined) return;
    this.#underWay.delete(oldest);
    this.#options.onDropped?.(1);
  }

  /** An event that was delivered again, or set aside, was not stored by this delivery: there is nothing to tell of it. */
  #finish(eventId: string, ackedMs: number | undefined): void {
    const underWay = this.#underWay.get(eventId);
    this.#underWay.delete(eventId);
    if (underWay?.projectedMs === undefined || underWay.emittedMs === undefined) return;
    underWay.ackedMs = ackedMs;
    const { stream } = underWay.event;
    const others = this.#finished.get(stream);
    if (others === undefined) {
      this.#finished.set(stream, [underWay]);
      if (this.#finished.size > MAX_STREAMS) this.#dropOldestStream();
    } else {
      others.push(underWay);
      if (others.length > TRACES_PER_STREAM) others.shift();
    }
    this.#schedule();
  }

  #dropOldestStream(): void {
    const [oldest] = this.#finished;
    if (oldest === undefined) return;
    this.#finished.delete(oldest[0]);
    this.#options.onDropped?.(oldest[1].length);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#giveUpWaiting(Date.now() - ACK_PATIENCE_MS);
      void this.#flush().finally(() => {
        if (this.#finished.size > 0 || this.#underWay.size > 0) this.#schedule();
      });
    }, FLUSH_INTERVAL_MS).unref();
  }

  /** What was read from its stream, rather than delivered, is stored without an acknowledgement. */
  #giveUpWaiting(storedBeforeMs: number): void {
    for (const [id, { emittedMs }] of this.#underWay) {
      if (emittedMs !== undefined && emittedMs <= storedBeforeMs) this.#finish(id, undefined);
    }
  }

  #flush(): Promise<void> {
    this.#flushing ??= this.#store().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #store(): Promise<void> {
    const finished = this.#finished;
    if (finished.size === 0) return;
    this.#finished = new Map();
    try {
      const { traces, workerId } = this.#options;
      await traces.record(
        new Map(
          [...finished].map(([stream, events]) => [stream, events.map((one) => traceOf(one, workerId))]),
        ),
      );
    } catch {
      const events = [...finished.values()].reduce((sum, { length }) => sum + length, 0);
      this.#options.onDropped?.(events);
    }
  }
}

/** Written out only for what is stored: most of a great load never is. */
function traceOf(
  { event, receivedMs, projectedMs, emittedMs, ackedMs }: UnderWay,
  workerId: string,
): EventTrace {
  return {
    eventId: event.id,
    type: event.type,
    revision: event.revision,
    appendedAt: event.recordedAt ?? event.metadata.occurredAt,
    receivedAt: isoOf(receivedMs),
    projectedAt: new Date(projectedMs ?? 0).toISOString(),
    emittedAt: new Date(emittedMs ?? 0).toISOString(),
    ackedAt: isoOf(ackedMs),
    workerId,
  };
}

function isoOf(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
