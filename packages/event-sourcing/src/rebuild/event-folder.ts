import type { Mediator } from '@tools-provider/mediator';
import type { RecordedEvent } from '../aggregate/domain-event.ts';
import { Upcasters } from '../aggregate/upcaster.ts';
import type { BufferedDocumentSession } from '../reconciliation/buffered-document-session.ts';
import { newestVersion } from '../reconciliation/newest-version.ts';
import type { ReadPathContext } from '../reconciliation/projection.ts';
import { touchedBy } from '../reconciliation/touched-documents.ts';
import { verdictOf } from '../reconciliation/verdict.ts';

/** An event that the projections refused. */
export interface FoldFailure {
  readonly stream: string;
  readonly revision: number;
  readonly eventType: string;
  readonly reason: string;
}

/** Applies events to documents through a read path, without a CloudEvent. Events that the read path has no projection for change nothing. */
export class EventFolder {
  readonly #mediator: Mediator<never, ReadPathContext>;
  readonly #upcasters: Upcasters;

  constructor(mediator: Mediator<never, ReadPathContext>, upcasters: Upcasters = new Upcasters()) {
    this.#mediator = mediator;
    this.#upcasters = upcasters;
  }

  /** Reads together what the events will be applied to. */
  async prefetch(events: readonly RecordedEvent[], documents: BufferedDocumentSession): Promise<void> {
    await documents.prefetch(touchedBy(this.#mediator, events));
  }

  /** Applies one event wholly or not at all; answers why not. Rejects with `unavailable` only. */
  async apply(stored: RecordedEvent, documents: BufferedDocumentSession): Promise<FoldFailure | undefined> {
    if (!this.#mediator.handledEventTypes.has(this.#upcasters.newestOf(stored.type))) return undefined;
    const step = documents.nested(stored.revision);
    try {
      const event = newestVersion(stored, this.#upcasters);
      await this.#mediator.publish(event, { event, documents: step, emit: ignore });
    } catch (error) {
      if (verdictOf(error) === 'reconnect') throw error;
      const { stream, revision, type } = stored;
      return {
        stream,
        revision,
        eventType: type,
        reason: error instanceof Error ? error.message : String(error),
      };
    }
    documents.absorb(step);
    return undefined;
  }
}

function ignore(): void {
  // What was told once is not told again.
}
