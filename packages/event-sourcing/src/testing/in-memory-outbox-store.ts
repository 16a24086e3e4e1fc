import type { OutboxMessage } from '../outbox/outbox-message.ts';
import type {
  FailedAttempt,
  OutboxCounts,
  OutboxStore,
  Replay,
  WaitingSubject,
} from '../outbox/outbox-store.ts';

/** An outbox that lasts as long as the process, with the semantics of the port. An {@link InMemoryStateStore} has one. */
export class InMemoryOutboxStore implements OutboxStore {
  readonly #messages = new Map<string, OutboxMessage>();

  /** Puts messages in, as JSON. */
  add(messages: readonly OutboxMessage[]): void {
    for (const message of messages) this.#messages.set(message.id, JSON.parse(JSON.stringify(message)));
  }

  has(id: string): boolean {
    return this.#messages.has(id);
  }

  async waitingSubjects(limit: number): Promise<readonly WaitingSubject[]> {
    const bySubject = Map.groupBy(this.#sorted('revision'), ({ subject }) => subject);
    return [...bySubject.values()]
      .flatMap((messages) => messages.find(({ status }) => status !== 'delivered') ?? [])
      .filter(({ status }) => status === 'pending')
      .toSorted(by('nextAttemptAt'))
      .slice(0, limit)
      .map(({ subject, attempts, nextAttemptAt }) => ({ subject, attempts, nextAttemptAt }));
  }

  async undelivered(subject: string, limit: number): Promise<readonly OutboxMessage[]> {
    return this.#sorted('revision')
      .filter((message) => message.subject === subject && message.status !== 'delivered')
      .slice(0, limit);
  }

  async setAside(limit: number): Promise<readonly OutboxMessage[]> {
    return this.#sorted('createdAt')
      .filter(({ status }) => status === 'set-aside')
      .slice(0, limit);
  }

  async markDelivered(ids: readonly string[], deliveredAt: string): Promise<void> {
    this.#change(
      ({ id }) => ids.includes(id),
      (message) => ({ ...message, status: 'delivered', deliveredAt }),
    );
  }

  async markFailed({ id, attempts, ...failure }: FailedAttempt): Promise<boolean> {
    const isAsItWas = (message: OutboxMessage) =>
      message.id === id && message.status === 'pending' && message.attempts === attempts - 1;
    return this.#change(isAsItWas, (message) => ({ ...message, ...failure, attempts })) > 0;
  }

  async countUndelivered(): Promise<number> {
    return [...this.#messages.values()].filter(({ status }) => status !== 'delivered').length;
  }

  async replay(which: Replay): Promise<number> {
    return this.#change(
      (message) => isMeant(message, which),
      ({ deliveredAt: _, lastError: __, ...message }) => ({ ...message, status: 'pending', attempts: 0 }),
    );
  }

  async counts(): Promise<OutboxCounts> {
    const count = (wanted: OutboxMessage['status']) =>
      this.#sorted('id').filter(({ status }) => status === wanted).length;
    return { pending: count('pending'), delivered: count('delivered'), setAside: count('set-aside') };
  }

  async prune(deliveredBefore: string): Promise<number> {
    const old = this.#sorted('id').filter(
      ({ status, deliveredAt = '' }) => status === 'delivered' && deliveredAt < deliveredBefore,
    );
    for (const { id } of old) this.#messages.delete(id);
    return old.length;
  }

  #sorted(field: 'id' | 'revision' | 'createdAt'): OutboxMessage[] {
    return [...this.#messages.values()].toSorted(by(field));
  }

  #change(
    isMeantBy: (message: OutboxMessage) => boolean,
    change: (message: OutboxMessage) => OutboxMessage,
  ): number {
    const meant = this.#sorted('id').filter(isMeantBy);
    for (const message of meant) this.#messages.set(message.id, change(message));
    return meant.length;
  }
}

function isMeant(message: OutboxMessage, which: Replay): boolean {
  if ('id' in which) return message.id === which.id;
  if ('status' in which) return message.status === which.status;
  return message.status === 'delivered' && (message.deliveredAt ?? '') >= which.deliveredSince;
}

function by<Field extends keyof OutboxMessage>(field: Field) {
  return (a: OutboxMessage, b: OutboxMessage): number => {
    const [left = '', right = ''] = [a[field], b[field]];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}
