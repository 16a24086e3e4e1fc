import type { SetAsideItem } from '@tools-provider/contracts';
import type { OutboxMessage, OutboxService, SagaInstance, SagaStore } from '@tools-provider/event-sourcing';

/** How many messages of the outbox are listed at most. */
const MAX_MESSAGES = 500;

/** Where work is set aside. */
export interface SetAsideSources {
  readonly sagas: Pick<SagaStore, 'setAside' | 'requestRetry'>;
  /** The sagas there are, by name. */
  readonly sagaNames: readonly string[];
  readonly outbox: Pick<OutboxService, 'setAside' | 'replay'>;
}

/** The work of sagas and of the outbox that failed too often, and the wish to try it again. */
export class SetAsideWork {
  readonly #sources: SetAsideSources;

  constructor(sources: SetAsideSources) {
    this.#sources = sources;
  }

  /** Everything that is set aside, the oldest first. */
  async list(): Promise<readonly SetAsideItem[]> {
    const { sagas, sagaNames, outbox } = this.#sources;
    const [messages, ...instances] = await Promise.all([
      outbox.setAside(MAX_MESSAGES),
      ...sagaNames.map((name) => sagas.setAside(name)),
    ]);
    const items = [...messages.map(ofMessage), ...instances.flat().flatMap(ofInstance)];
    return items.toSorted((one, other) => one.since.localeCompare(other.since));
  }

  /** Lets the worker take it up again; `false` when there is nothing of this id that is set aside. */
  async retry(kind: SetAsideItem['kind'], id: string): Promise<boolean> {
    const { sagas, sagaNames, outbox } = this.#sources;
    if (kind === 'outbox') {
      const isSetAside = (await outbox.setAside(MAX_MESSAGES)).some((message) => message.id === id);
      return isSetAside && (await outbox.replay(id));
    }
    const at = new Date().toISOString();
    const found = await Promise.all(sagaNames.map((name) => sagas.requestRetry(name, id, at)));
    return found.includes(true);
  }
}

function ofMessage({ id, subject, event, lastError, attempts, createdAt }: OutboxMessage): SetAsideItem {
  return {
    kind: 'outbox',
    id,
    name: subject,
    step: event.type,
    reason: lastError ?? '',
    attempts,
    since: createdAt,
    isRetryRequested: false,
  };
}

function ofInstance({ id, saga, failure, retryRequestedAt }: SagaInstance): SetAsideItem[] {
  if (failure === undefined) return [];
  const { step, reason, attempts, failedAt } = failure;
  const isRetryRequested = retryRequestedAt !== undefined;
  return [{ kind: 'saga', id, name: saga, step, reason, attempts, since: failedAt, isRetryRequested }];
}
