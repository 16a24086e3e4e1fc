import type { ProjectionObserver, ProjectionSignals } from '../read-side/feed.ts';
import { DeliveryQueue } from './delivery-queue.ts';

/** One event that was projected and is in the feed, or was told to the feed alone, or has set its aggregate aside; or other documents are shown. */
export type ReadModelChange =
  | {
      readonly what: 'projected' | 'told' | 'set-aside';
      readonly stream: string;
      readonly revision: number;
    }
  | { readonly what: 'swapped' };

/** Signals of an {@link InMemoryReadModel}, with the semantics of the port. Like real ones they come after the change, never in the midst of it. */
export class InMemoryProjectionSignals implements ProjectionSignals {
  readonly #followers = new Set<DeliveryQueue<ReadModelChange>>();

  /** Lets every follower know. */
  tell(change: ReadModelChange): void {
    for (const changes of this.#followers) changes.push(change);
  }

  async follow(observer: ProjectionObserver, { signal }: { readonly signal: AbortSignal }): Promise<void> {
    if (signal.aborted) return;
    const changes = new DeliveryQueue<ReadModelChange>();
    const end = () => changes.end();
    signal.addEventListener('abort', end, { once: true });
    this.#followers.add(changes);
    try {
      observer.onOpen();
      for await (const change of changes) pass(change, observer);
    } finally {
      this.#followers.delete(changes);
      signal.removeEventListener('abort', end);
    }
  }
}

function pass(change: ReadModelChange, observer: ProjectionObserver): void {
  if (change.what === 'swapped') {
    observer.onSwapped?.();
    return;
  }
  const { what, stream, revision } = change;
  if (what !== 'told') observer.onProjected({ stream, revision });
  if (what !== 'set-aside') observer.onFeedGrown?.();
}
