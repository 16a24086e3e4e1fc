import type { Consistency, Pipeline, PipelineSamples } from '@tools-provider/contracts';
import { parseStreamName, streamName } from '@tools-provider/domain';
import {
  type AggregateRef,
  type DerivedChange,
  type EventStore,
  type LogEntry,
  type LogFollower,
  NO_REVISION,
  type ProjectionSignals,
  type ProjectionStatus,
} from '@tools-provider/event-sourcing';
import { type ChangeListener, type ChangeMessage, changeOf } from './change-message.ts';
import { followForever } from './follow-forever.ts';
import { HeadRegister } from './head-register.ts';
import { membershipsChangeOf, TOLD_LIVE } from './membership-changes.ts';
import { RecentSamples } from './pipeline-samples.ts';
import { type PipelineSources, PipelineWatch } from './pipeline-watch.ts';
import { ProjectionWaiters } from './projection-waiters.ts';
import { StatusReader } from './status-reader.ts';
import { StreamAlarms } from './stream-alarms.ts';

const TICK_MS = 1_000;

/** What the hub follows and reads. */
export interface ChangeSources extends PipelineSources {
  readonly eventStore: Pick<EventStore, 'readLast'>;
  readonly logFollower: LogFollower;
  readonly signals: ProjectionSignals;
}

/** How long a projection may take, and where to say that a source was lost. */
export interface ChangeHubOptions {
  readonly sloMs: number;
  readonly onLost?: (source: 'log' | 'projections', error: unknown) => void;
}

/**
 * Knows how every aggregate stands, by following the log for heads and the read model's signals for projections, and tells listeners of
 * every change. A signal only wakes it; what it says comes from the status it then reads. While the log is not followed up to its end,
 * every status is `unknown`.
 */
export class ChangeHub {
  readonly #sources: ChangeSources;
  readonly #onLost: NonNullable<ChangeHubOptions['onLost']>;
  readonly #heads: HeadRegister;
  readonly #pipeline: PipelineWatch;
  readonly #samples = new RecentSamples();
  readonly #reader: StatusReader;
  readonly #waiters = new ProjectionWaiters();
  readonly #listeners = new Set<ChangeListener>();
  readonly #lagAlarms = new StreamAlarms((stream) => this.#onLagAlarm(stream));
  readonly #stopping = new AbortController();
  #following: Promise<unknown> = Promise.resolve();
  #ticker: NodeJS.Timeout | undefined;
  #isLogLive = false;
  #isSignalled = false;
  #lastPosition: string | undefined;
  #feedSignal = Promise.withResolvers<void>();

  constructor(sources: ChangeSources, { sloMs, onLost = () => undefined }: ChangeHubOptions) {
    this.#sources = sources;
    this.#onLost = onLost;
    this.#heads = new HeadRegister({ sloMs });
    this.#pipeline = new PipelineWatch(sources);
    this.#reader = new StatusReader(sources.statuses, (stream, status) => this.#onStatus(stream, status));
  }

  /** Begins to follow; resolves when the workers were looked at for the first time. */
  async start(): Promise<void> {
    const { signal } = this.#stopping;
    const log = {
      follow: (opened: () => void) => this.#followLog(opened, signal),
      onLost: (error: unknown) => this.#loseLog(error),
    };
    const projections = {
      follow: (opened: () => void) => this.#followProjections(opened, signal),
      onLost: (error: unknown) => this.#loseProjections(error),
    };
    this.#following = Promise.all([followForever(log, signal), followForever(projections, signal)]);
    await this.#pipeline.look();
    this.#ticker = setInterval(() => void this.#tick(), TICK_MS);
  }

  /** Follows nothing any more; resolves when the connections are let go. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#ticker);
    this.#lagAlarms.stop();
    await this.#following;
  }

  /** Whether the log is followed up to its end: only then is anything known. */
  get isLive(): boolean {
    return this.#isLogLive;
  }

  /** How an aggregate stands of which `shownRevision` is shown. */
  consistencyOf(ref: AggregateRef, shownRevision: number): Consistency {
    if (!this.#isLogLive) return { status: 'unknown', headRevision: null };
    const stream = streamName(ref);
    const standing = this.#heads.standing(stream, Date.now());
    const head = standing?.headRevision ?? this.#heads.lastKnownRevision(stream) ?? shownRevision;
    if (standing?.status === 'diverged') return { status: 'diverged', headRevision: head };
    if (head <= shownRevision) return { status: 'projected', headRevision: shownRevision };
    // What is shown was read before it was projected, so it is behind although the projection no longer is.
    const status = standing === undefined || standing.status === 'projected' ? 'pending' : standing.status;
    return { status, headRevision: head };
  }

  /**
   * How an aggregate stands whose entities are shown: their documents have the revision that last touched each, so that its head says
   * nothing of one. To be asked before the entity is read. `undefined`: everything that was written is projected.
   */
  delayOf(ref: AggregateRef): Consistency | undefined {
    if (!this.#isLogLive) return { status: 'unknown', headRevision: null };
    const standing = this.#heads.standing(streamName(ref), Date.now());
    if (standing === undefined || standing.status === 'projected') return undefined;
    return { status: standing.status, headRevision: standing.headRevision };
  }

  /** Whether all that was written of the aggregates of this name is projected, but for those set aside; false also while the log is out of sight. */
  isAllProjected(aggregate: string): boolean {
    if (!this.#isLogLive) return false;
    return this.#heads.backlog((stream) => parseStreamName(stream)?.aggregate === aggregate).aggregates === 0;
  }

  /** How the pipeline is now. */
  pipeline(): Pipeline {
    return this.#pipeline.snapshot(this.#isLogLive ? this.#heads.backlog() : undefined, Date.now());
  }

  /** How it was in the last minutes, from a moment on that is not among them (ISO 8601). */
  pipelineSamples(after?: string): PipelineSamples {
    return this.#samples.since(after);
  }

  /** Takes notice of what a command has just written, ahead of the log. Without being new, its revision may have been there before. */
  noteWritten(ref: AggregateRef, revision: number, { isNew }: { readonly isNew: boolean }): void {
    const stream = streamName(ref);
    const projectedBefore = isNew ? NO_REVISION : this.#heads.projectedRevision(stream);
    const isNews = this.#heads.noteHead({ stream, revision, writtenAtMs: Date.now() }, projectedBefore);
    if (projectedBefore === undefined) this.#reader.want([stream]);
    else if (isNews) this.#settle(stream, true);
  }

  /**
   * Resolves to true when the aggregate is projected up to the revision, to false when `signal` aborts before. The waiter is there before the
   * status is read, so nothing that happens between goes unnoticed.
   */
  waitUntilProjected(ref: AggregateRef, revision: number, signal: AbortSignal): Promise<boolean> {
    const stream = streamName(ref);
    const reached = this.#waiters.wait(stream, revision, signal);
    this.#reader.want([stream]);
    return reached;
  }

  /** Resolves when the feed may hold something new. To miss nothing, call it before reading the feed. */
  feedSignal(): Promise<void> {
    return this.#feedSignal.promise;
  }

  /** Tells the listener of everything from now on; call what it answers to end that. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #followLog(opened: () => void, signal: AbortSignal): Promise<void> {
    const after = this.#lastPosition === undefined ? {} : { afterPosition: this.#lastPosition };
    const observer = {
      onEntry: (entry: LogEntry) => this.#onEntry(entry),
      onCaughtUp: () => {
        opened();
        void this.#onCaughtUp();
      },
    };
    await this.#sources.logFollower.follow(observer, { signal, ...after });
  }

  async #followProjections(opened: () => void, signal: AbortSignal): Promise<void> {
    const observer = {
      onOpen: () => {
        opened();
        this.#isSignalled = true;
        this.#readEverything();
        this.#signalFeed();
      },
      onProjected: ({ stream }: { readonly stream: string }) => this.#reader.want([stream]),
      onFeedGrown: () => this.#signalFeed(),
      // Documents of other code: whoever shows some must ask again.
      onSwapped: () => this.#startOver(),
      onDerived: (change: DerivedChange) =>
        this.#tell({ event: 'memberships', data: membershipsChangeOf(change) }),
    };
    await this.#sources.signals.follow(observer, { signal, derived: TOLD_LIVE });
  }

  #onEntry({ stream, revision, eventId, position, recordedAt }: LogEntry): void {
    this.#lastPosition = position;
    // What is not remembered is projected up to the event before, but only while nothing was missed.
    const projectedBefore = this.#isLogLive ? revision - 1 : undefined;
    const writtenAtMs = Math.min(Date.parse(recordedAt), Date.now());
    const isNews = this.#heads.noteHead({ stream, revision, eventId, writtenAtMs }, projectedBefore);
    if (this.#isLogLive) this.#settle(stream, isNews);
    else this.#reader.want([stream]);
  }

  async #onCaughtUp(): Promise<void> {
    if (this.#isLogLive) return;
    await this.#reader.flush();
    this.#isLogLive = true;
    for (const stream of [...this.#heads.streams]) this.#settle(stream, false);
    this.#startOver();
  }

  #loseLog(error: unknown): void {
    this.#onLost('log', error);
    if (!this.#isLogLive) return;
    this.#isLogLive = false;
    this.#startOver();
  }

  #loseProjections(error: unknown): void {
    this.#isSignalled = false;
    this.#onLost('projections', error);
  }

  #onStatus(stream: string, status: ProjectionStatus | undefined): void {
    const isNews = this.#heads.noteProjection(stream, status);
    if (status !== undefined) this.#waiters.reached(stream, status.projected);
    this.#settle(stream, isNews);
  }

  /** Draws the conclusions from what was just learnt of a stream. */
  #settle(stream: string, isNews: boolean): void {
    const standing = this.#heads.standing(stream, Date.now());
    this.#heads.forgetIfProjected(stream);
    this.#lagAlarms.set(stream, standing?.status === 'pending' ? this.#heads.lagsAtMs(stream) : undefined);
    if (isNews && this.#isLogLive) this.#tellChange(stream);
  }

  #onLagAlarm(stream: string): void {
    const standing = this.#heads.standing(stream, Date.now());
    // Its oldest event may have been projected since: then a younger one is what waits.
    if (standing?.status === 'pending') this.#lagAlarms.set(stream, this.#heads.lagsAtMs(stream));
    else if (standing?.status === 'lagging' && this.#isLogLive) this.#tellChange(stream);
  }

  /** A signal may be lost: once a second everything that is ahead is read again, and the workers are looked at. */
  async #tick(): Promise<void> {
    this.#readEverything();
    if (!this.#isSignalled) this.#signalFeed();
    await Promise.all([this.#pipeline.look(), this.#verifyHeads()]);
    this.#samples.note(this.pipeline());
    this.#tellPipeline();
  }

  #readEverything(): void {
    this.#reader.want([...this.#heads.streams, ...this.#waiters.streams]);
  }

  /** A projection that is further than the log has been heard of is either ahead of the log's message, or of a log that was set back. */
  async #verifyHeads(): Promise<void> {
    if (!this.#isLogLive) return;
    try {
      for (const stream of this.#heads.streamsBeyondHead()) {
        const isNews = this.#heads.verifyHead(stream, await this.#sources.eventStore.readLast(stream));
        this.#settle(stream, isNews);
      }
    } catch {
      // The log cannot be asked; the next tick tries again.
    }
  }

  #signalFeed(): void {
    this.#feedSignal.resolve();
    this.#feedSignal = Promise.withResolvers<void>();
  }

  #startOver(): void {
    this.#tell({ event: 'hello', data: {} });
    this.#tellPipeline();
  }

  #tellChange(stream: string): void {
    const change = changeOf(
      stream,
      this.#heads.standing(stream, Date.now()),
      this.#heads.projectedRevision(stream),
    );
    if (change !== undefined) this.#tell({ event: 'change', data: change });
  }

  #tellPipeline(): void {
    const pipeline = this.pipeline();
    if (this.#pipeline.isNews(pipeline)) this.#tell({ event: 'pipeline', data: pipeline });
  }

  #tell(message: ChangeMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
