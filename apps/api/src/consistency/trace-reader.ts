import type { ConsistencyReport } from '@tools-provider/contracts';
import { streamName } from '@tools-provider/domain';
import type { EventStore, EventTrace, PipelineTraces } from '@tools-provider/event-sourcing';
import { CodedError } from '@tools-provider/mediator';

/** Reads when the last events of one aggregate passed the pipeline. */
export class TraceReader {
  readonly #eventStore: Pick<EventStore, 'readLast'>;
  readonly #traces: Pick<PipelineTraces, 'list'>;

  constructor(eventStore: Pick<EventStore, 'readLast'>, traces: Pick<PipelineTraces, 'list'>) {
    this.#eventStore = eventStore;
    this.#traces = traces;
  }

  /** The traces there are, newest first. `not-found` when there is no such stream; a deleted aggregate has one. */
  async read(subject: Pick<ConsistencyReport, 'aggregate' | 'id'>): Promise<readonly EventTrace[]> {
    const stream = streamName(subject);
    const traces = await this.#traces.list(stream);
    if (traces.length > 0 || (await this.#eventStore.readLast(stream)) !== undefined) return traces;
    const { aggregate, id } = subject;
    throw new CodedError('not-found', `${aggregate}-not-found`, `There is no ${aggregate} ${id}`);
  }
}
