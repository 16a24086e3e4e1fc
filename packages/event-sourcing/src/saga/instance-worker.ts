import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { Attempts } from './attempts.ts';
import type { CommandDelivery } from './command-delivery.ts';
import type { Saga, SagaRefusal } from './saga.ts';
import { type SagaInstance, setAside, type UnsentCommand } from './saga-instance.ts';
import type { SagaObserver } from './saga-observer.ts';
import { dueTimeouts, nameOf, type SagaCause, stepOf } from './saga-step.ts';

/** What the steps of a saga's instances are taken with. */
export interface InstanceWorkerParts {
  readonly saga: Saga;
  readonly delivery: CommandDelivery;
  readonly attempts: Attempts;
  readonly clock: () => Date;
  readonly observer: SagaObserver;
  readonly log: ReconciliatorLog;
}

/** Stores an instance after a step that moves no cursor. */
export type SaveInstance = (instance: SagaInstance) => Promise<void>;

/** How many commands of an instance may be refused one after the other before it is taken for a circle. */
const MAX_REFUSALS_IN_A_ROW = 20;

/** Takes the steps of single instances: lets them decide, and sends what they decided. */
export class InstanceWorker {
  readonly #parts: InstanceWorkerParts;

  constructor(parts: InstanceWorkerParts) {
    this.#parts = parts;
  }

  now(): string {
    return this.#parts.clock().toISOString();
  }

  /** A whole step: the decision is stored, then its commands are sent, then that is stored. */
  async step(instance: SagaInstance, cause: SagaCause, save: SaveInstance): Promise<SagaInstance> {
    const stepped = await this.decide(instance, cause);
    await save(stepped);
    return await this.deliver(stepped, save);
  }

  /** A step for each timeout that was due at a moment or before, also for one that is set on the way. */
  async fire(instance: SagaInstance, at: string, save: SaveInstance): Promise<SagaInstance> {
    let current = instance;
    for (;;) {
      const [timeout] = dueTimeouts(current, at);
      if (timeout === undefined || current.failure !== undefined) return current;
      current = await this.step(current, { timeout }, save);
    }
  }

  /** The instance after a decision, not stored yet; set aside when it could not decide. */
  async decide(instance: SagaInstance, cause: SagaCause): Promise<SagaInstance> {
    const { saga, observer, attempts } = this.#parts;
    observer.reached('saga-deciding', instance.id);
    const attempted = await attempts.make(() => stepOf(saga, instance, cause, this.now()));
    if ('result' in attempted) return attempted.result;
    const sequence = 'event' in cause ? cause.event.sequence : instance.lastSequence;
    return this.setAside(instance, sequence, nameOf(cause), attempted.failed);
  }

  /**
   * Sends what an instance has decided, in order, and stores that it was sent. A refused command lets the instance decide again. Answers
   * the instance as it was stored; set aside when a command failed that may have been carried out, or that nobody decides about.
   */
  async deliver(instance: SagaInstance, save: SaveInstance): Promise<SagaInstance> {
    let current = instance;
    for (let rounds = 0; current.unsent.length > 0 && current.failure === undefined; rounds += 1) {
      current = await this.#sendAll(current, rounds);
      await save(current);
      this.#parts.observer.reached('saga-marked', current.id);
    }
    return current;
  }

  /** The instance, told nothing more, and the log told of it. */
  setAside(
    instance: SagaInstance,
    sequence: number,
    step: string,
    failed: { readonly reason: string; readonly attempts: number },
  ): SagaInstance {
    const { saga, id } = instance;
    this.#parts.log.warn({ saga, id, sequence, step, ...failed }, 'An instance of a saga is set aside');
    return setAside(instance, { sequence, step, ...failed, failedAt: this.now() });
  }

  async #sendAll(instance: SagaInstance, rounds: number): Promise<SagaInstance> {
    for (const [index, unsent] of instance.unsent.entries()) {
      const sent = await this.#parts.delivery.send(unsent, instance.id);
      const left = { ...instance, unsent: instance.unsent.slice(index) };
      if ('failed' in sent) return this.setAside(left, left.lastSequence, unsent.command.type, sent.failed);
      if (sent.result !== undefined) return await this.#afterRefusal(left, unsent, sent.result, rounds);
    }
    return { ...instance, unsent: [], updatedAt: this.now() };
  }

  async #afterRefusal(
    instance: SagaInstance,
    refused: UnsentCommand,
    refusal: SagaRefusal,
    rounds: number,
  ): Promise<SagaInstance> {
    const { takesRefusals } = this.#parts.saga;
    if (takesRefusals && rounds < MAX_REFUSALS_IN_A_ROW) {
      return await this.decide(instance, { refused, refusal });
    }
    const reason = takesRefusals
      ? `${MAX_REFUSALS_IN_A_ROW} commands in a row were refused, the last one: ${refusal.message}`
      : refusal.message;
    return this.setAside(instance, instance.lastSequence, refused.command.type, { reason, attempts: 1 });
  }
}
