import { NO_REVISION } from '../aggregate/aggregate-root.ts';
import type { Attempts } from './attempts.ts';
import type { InstanceWorker } from './instance-worker.ts';
import type { Saga, SagaEvent } from './saga.ts';
import { isTold } from './saga-event.ts';
import { newInstance, type SagaFailure, type SagaInstance, takenBack } from './saga-instance.ts';
import type { SagaStore } from './saga-store.ts';

/** What instances that were set aside are taken up with. */
export interface SetAsideInstancesParts {
  readonly saga: Saga;
  readonly store: SagaStore;
  readonly worker: InstanceWorker;
  readonly attempts: Attempts;
  readonly save: (instances: readonly SagaInstance[]) => Promise<void>;
  /** The feed's events from a number on, up to the saga's cursor. */
  readonly eventsFrom: (sequence: number) => AsyncIterable<SagaEvent>;
  readonly isStopping: () => boolean;
}

interface Retry {
  readonly failure: SagaFailure;
  readonly retryRequestedAt: string;
}

/** Takes up instances that were set aside, when somebody has asked for it. */
export class SetAsideInstances {
  readonly #parts: SetAsideInstancesParts;

  constructor(parts: SetAsideInstancesParts) {
    this.#parts = parts;
  }

  /** Takes up all for whom a retry was asked. Each comes back to the others, or is set aside again. */
  async retry(): Promise<void> {
    const { store, saga, isStopping } = this.#parts;
    for (const instance of await store.retryRequested(saga.name)) {
      const { failure, retryRequestedAt } = instance;
      if (isStopping() || failure === undefined || retryRequestedAt === undefined) continue;
      await this.#resume(instance, { failure, retryRequestedAt });
    }
  }

  /**
   * What it has not sent comes first, then every event from its place on up to the cursor, in order. It stays set aside until all that is
   * done, so that a crash on the way means no more than to go on from there.
   */
  async #resume(stored: SagaInstance, retry: Retry): Promise<void> {
    const { saga, worker, eventsFrom, isStopping } = this.#parts;
    const save = (instance: SagaInstance) =>
      this.#parts.save([instance.failure === undefined ? { ...instance, ...retry } : instance]);
    let current = await worker.deliver(takenBack(stored), save);
    for await (const event of eventsFrom(retry.failure.sequence)) {
      if (current.failure !== undefined || current.isDone) break;
      if (isStopping()) return;
      if (current.revision === NO_REVISION) current = await this.#identified(current, event, retry);
      if (current.failure === undefined && isTold(saga, current, event)) {
        current = await worker.fire(current, event.time, save);
        if (current.failure === undefined && !current.isDone) {
          current = await worker.step(current, { event }, save);
        }
      }
    }
    if (current.failure === undefined) await this.#parts.save([takenBack(current)]);
  }

  /**
   * An instance that has not begun may stand for an event of which nobody could say whom it starts. When that can be said now, those who
   * are meant take its place, all at once.
   */
  async #identified(current: SagaInstance, event: SagaEvent, retry: Retry): Promise<SagaInstance> {
    const { saga, store, worker, attempts, save } = this.#parts;
    if (event.sequence !== retry.failure.sequence) return current;
    const started = await attempts.make(() => saga.instanceStartedBy(event));
    if ('failed' in started) {
      const failed = worker.setAside(current, event.sequence, event.type, started.failed);
      await save([failed]);
      return failed;
    }
    const id = started.result;
    if (id === current.id) return current;
    const done = takenBack({ ...current, isDone: true });
    const known = id === undefined ? undefined : await store.load(saga.name, id);
    if (id !== undefined && known === undefined) {
      const meant = newInstance(saga, id, event, worker.now());
      await save([done, { ...meant, ...retry }]);
      return meant;
    }
    const meant = known === undefined ? await store.following(saga.name, event.subject) : [known];
    const decided: SagaInstance[] = [];
    for (const instance of meant) {
      if (instance.failure === undefined && !instance.isDone)
        decided.push(await worker.decide(instance, { event }));
    }
    await save([done, ...decided]);
    for (const instance of decided) await worker.deliver(instance, (stepped) => save([stepped]));
    return done;
  }
}
