import { type EventTrace, type PipelineTraces, TRACES_PER_STREAM } from '../read-side/pipeline-traces.ts';

/** Traces that last as long as the process, with the semantics of the port. */
export class InMemoryPipelineTraces implements PipelineTraces {
  readonly #streams = new Map<string, readonly EventTrace[]>();

  async record(traces: ReadonlyMap<string, readonly EventTrace[]>): Promise<void> {
    for (const [stream, added] of traces) {
      const all = [...(this.#streams.get(stream) ?? []), ...added];
      const newestFirst = all.toSorted((one, other) => other.revision - one.revision);
      this.#streams.set(stream, newestFirst.slice(0, TRACES_PER_STREAM));
    }
  }

  async list(stream: string): Promise<readonly EventTrace[]> {
    return this.#streams.get(stream) ?? [];
  }
}
