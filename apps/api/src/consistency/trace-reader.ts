import type { ConsistencyReport, EventTrace } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import type { EventStore, Feed, PipelineTraces } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';

/** Reads when the last events of one aggregate passed the pipeline. */
export class TraceReader {
  readonly #eventStore: Pick<EventStore, 'readLast'>;
  readonly #traces: Pick<PipelineTraces, 'list'>;
  readonly #feed: Pick<Feed, 'sequenceOf'>;

  constructor(
    eventStore: Pick<EventStore, 'readLast'>,
    traces: Pick<PipelineTraces, 'list'>,
    feed: Pick<Feed, 'sequenceOf'>,
  ) {
    this.#eventStore = eventStore;
    this.#traces = traces;
    this.#feed = feed;
  }

  /** The traces there are, newest first. `not-found` when there is no such stream; a deleted aggregate has one. */
  async read(subject: Pick<ConsistencyReport, 'aggregate' | 'id'>): Promise<readonly EventTrace[]> {
    const stream = streamName(subject);
    const traces = await this.#traces.list(stream);
    if (traces.length > 0) return Promise.all(traces.map((trace) => this.#withSequence(trace)));
    if ((await this.#eventStore.readLast(stream)) !== undefined) return [];
    const { aggregate, id } = subject;
    throw new CodedError('not-found', `${aggregate}-not-found`, `There is no ${aggregate} ${id}`);
  }

  async #withSequence<Trace extends Omit<EventTrace, 'sequence'>>(trace: Trace): Promise<Trace & EventTrace> {
    return { ...trace, sequence: (await this.#feed.sequenceOf(trace.eventId)) ?? null };
  }
}
