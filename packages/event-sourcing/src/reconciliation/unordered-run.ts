import type { RecordedEvent } from '../aggregate/domain-event.ts';
import type { OpenSubscription, Tap } from './category-subscription.ts';
import type { ReconciliatorLog } from './pipeline-observer.ts';
import type { CloudEventJson } from './projection.ts';
import type { ReadModelStore } from './read-model-store.ts';
import type { SpanProjector } from './span-projector.ts';

/** What an unordered run works with. */
export interface UnorderedRunParts {
  readonly projector: SpanProjector;
  readonly readModel: ReadModelStore;
  readonly log: ReconciliatorLog;
  readonly onProjected: (events: number) => void;
  /** Is told of every delivery, as it comes. */
  readonly onTap: (tap: Tap) => void;
}

/**
 * The negative control: every delivery at once, each event by itself, no guard, no gap reading; what fails is logged and acknowledged.
 * It loses changes whenever a later event of a stream is faster than an earlier one, which is what it is there to show.
 */
export class UnorderedRun {
  readonly #subscription: OpenSubscription;
  readonly #parts: UnorderedRunParts;
  readonly #busy = new Set<Promise<void>>();
  #isFinishing = false;

  constructor(subscription: OpenSubscription, parts: UnorderedRunParts) {
    this.#subscription = subscription;
    this.#parts = parts;
  }

  async consume(): Promise<void> {
    for await (const tap of this.#subscription) {
      if (this.#isFinishing) continue;
      this.#parts.onTap(tap);
      const work = this.#handle(tap).finally(() => this.#busy.delete(work));
      this.#busy.add(work);
    }
    await this.finish();
  }

  /** Takes nothing more and resolves when everything taken so far has ended. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    await Promise.allSettled(this.#busy);
  }

  /** Closes the subscription. */
  async breakOff(): Promise<void> {
    await this.#subscription.close();
  }

  async #handle({ ackId, event }: Tap): Promise<void> {
    if (event !== undefined) await this.#project(event);
    await this.#subscription.ack([ackId]);
  }

  async #project(event: RecordedEvent): Promise<void> {
    const session = this.#parts.projector.openSession(event.revision);
    const cloudEvents: CloudEventJson[] = [];
    try {
      await this.#parts.projector.publish(event, session, (cloudEvent) => cloudEvents.push(cloudEvent));
      await this.#parts.readModel.writeUnguarded(session.writes, event, cloudEvents);
      this.#parts.onProjected(1);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#parts.log.warn(
        { stream: event.stream, revision: event.revision, error: message },
        'An event failed and is lost',
      );
    }
  }
}
