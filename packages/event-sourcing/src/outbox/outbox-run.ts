import { kindOf } from '@tools-provider/mediator';
import type { StateStoredEvent } from '../aggregate/domain-event.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { WakeUp } from '../retry/wake-up.ts';
import type { OutboxMessage } from './outbox-message.ts';
import type { OutboxObserver } from './outbox-observer.ts';
import type { OutboxService } from './outbox-service.ts';
import type { WaitingSubject } from './outbox-store.ts';

/** What a run works with. */
export interface OutboxRunParts {
  readonly outbox: OutboxService;
  readonly publish: (event: StateStoredEvent) => Promise<void>;
  readonly log: ReconciliatorLog;
  readonly concurrency: number;
  readonly pollMs: number;
  readonly keepDeliveredMs: number;
  readonly wakeUp: WakeUp;
  readonly onPublished: () => void;
  readonly observer?: OutboxObserver;
}

/** How many subjects one look at the outbox asks for, beyond those being published, and how many messages of a subject are read at once. */
const SUBJECTS_A_LOOK = 200;
const MESSAGES_A_READ = 100;

/** How often messages are removed that were delivered long ago, in milliseconds. */
const PRUNE_EVERY_MS = 60 * 60 * 1_000;

/**
 * Publishes for as long as nothing breaks: a lane for each subject, as many side by side as allowed. A look at the outbox only says which
 * subjects have something; what is published, and whether, is read by the lane itself.
 */
export class OutboxRun {
  readonly #parts: OutboxRunParts;
  readonly #stopping: AbortSignal;
  readonly #lanes = new Map<string, Promise<void>>();
  #due: string[] = [];
  #broken = new AbortController();
  #pruneAtMs = 0;

  constructor(parts: OutboxRunParts, stopping: AbortSignal) {
    this.#parts = parts;
    this.#stopping = stopping;
  }

  /** Resolves when it is to stop and every message taken up is published and marked; rejects when it cannot go on, after the same. */
  async work(): Promise<void> {
    this.#broken = new AbortController();
    this.#due = [];
    const over = AbortSignal.any([this.#stopping, this.#broken.signal]);
    try {
      while (!over.aborted) {
        const waitMs = await this.#fillLanes(over);
        await this.#parts.wakeUp.wait(waitMs, over);
      }
    } finally {
      await Promise.all(this.#lanes.values());
    }
    if (this.#broken.signal.aborted) throw this.#broken.signal.reason;
  }

  /** Starts lanes while there are free ones and due subjects. Answers after how many milliseconds to look again, if nothing happens before. */
  async #fillLanes(over: AbortSignal): Promise<number> {
    await this.#prune();
    let waitMs = this.#parts.pollMs;
    if (this.#due.length === 0 && this.#lanes.size < this.#parts.concurrency) waitMs = await this.#look();
    while (this.#lanes.size < this.#parts.concurrency && !over.aborted) {
      const subject = this.#due.shift();
      if (subject === undefined) break;
      if (this.#lanes.has(subject)) continue;
      this.#lanes.set(subject, this.#runLane(subject, over));
    }
    return waitMs;
  }

  async #look(): Promise<number> {
    const { outbox, concurrency, pollMs } = this.#parts;
    const waiting = await outbox.waitingSubjects(concurrency + SUBJECTS_A_LOOK);
    const nowMs = Date.now();
    this.#due = waiting.filter((message) => isDue(message, nowMs)).map(({ subject }) => subject);
    const next = waiting.find((message) => !isDue(message, nowMs));
    return next === undefined ? pollMs : Math.min(pollMs, Date.parse(next.nextAttemptAt) - nowMs);
  }

  async #runLane(subject: string, over: AbortSignal): Promise<void> {
    try {
      await this.#publishSubject(subject, over);
    } catch (error) {
      this.#broken.abort(error);
    } finally {
      this.#lanes.delete(subject);
      this.#parts.wakeUp.ring();
    }
  }

  async #publishSubject(subject: string, over: AbortSignal): Promise<void> {
    for (;;) {
      const messages = await this.#parts.outbox.undelivered(subject, MESSAGES_A_READ);
      for (const message of messages) {
        if (over.aborted) return;
        this.#parts.observer?.reached('claimed', message);
        if (!(await this.#publish(message))) return;
      }
      if (messages.length < MESSAGES_A_READ) return;
    }
  }

  /** False when the message is still there, and the later ones of its subject have to wait. */
  async #publish(message: OutboxMessage): Promise<boolean> {
    if (message.status !== 'pending' || !isDue(message, Date.now())) return false;
    const { outbox, observer, publish, onPublished } = this.#parts;
    observer?.reached('before-publish', message);
    try {
      await publish(message.event);
    } catch (error) {
      if (kindOf(error) === 'unavailable') throw error;
      await this.#noteFailure(message, error);
      return false;
    }
    observer?.reached('before-mark', message);
    await outbox.markDelivered([message]);
    observer?.reached('after-mark', message);
    onPublished();
    return true;
  }

  async #noteFailure(message: OutboxMessage, error: unknown): Promise<void> {
    const failure = await this.#parts.outbox.markFailed(message, error);
    if (failure === undefined) return;
    const { id: messageId, attempts, lastError, status } = failure;
    const { type } = message.event;
    const fields = { messageId, type, subject: message.subject, revision: message.revision, attempts };
    const text =
      status === 'set-aside'
        ? 'A message is set aside, and its subject waits'
        : 'A message could not be published and is tried again';
    this.#parts.log.warn({ ...fields, error: lastError }, text);
  }

  async #prune(): Promise<void> {
    const nowMs = Date.now();
    if (nowMs < this.#pruneAtMs) return;
    // Kept for ever, or for longer than there are messages: nothing was delivered before 1970.
    await this.#parts.outbox.prune(new Date(Math.max(0, nowMs - this.#parts.keepDeliveredMs)));
    this.#pruneAtMs = nowMs + PRUNE_EVERY_MS;
  }
}

/** A message that was never tried is due at once, whatever the clock said where it was stored. */
function isDue({ attempts, nextAttemptAt }: Omit<WaitingSubject, 'subject'>, nowMs: number): boolean {
  return attempts === 0 || Date.parse(nextAttemptAt) <= nowMs;
}
