import type { Lease } from '../lease/leases.ts';
import type { Feed } from '../read-side/feed.ts';
import type { Attempts } from './attempts.ts';
import { feedEvents } from './feed-events.ts';
import type { InstanceWorker } from './instance-worker.ts';
import type { PrefixWatch } from './prefix-watch.ts';
import type { Saga, SagaEvent } from './saga.ts';
import { isTold, toSagaEvent } from './saga-event.ts';
import { newInstance, type SagaInstance } from './saga-instance.ts';
import type { SagaObserver } from './saga-observer.ts';
import type { SagaChange, SagaStore } from './saga-store.ts';
import { SetAsideInstances } from './set-aside-instances.ts';

/** What a tenure works with. */
export interface SagaTenureParts {
  readonly saga: Saga;
  readonly store: SagaStore;
  readonly feed: Feed;
  readonly typePrefix: string;
  readonly prefixWatch: PrefixWatch;
  readonly lease: Lease;
  readonly worker: InstanceWorker;
  readonly attempts: Attempts;
  readonly observer: SagaObserver;
  readonly isStopping: () => boolean;
}

/** How many events are read, and due timeouts looked for, at once. */
const PAGE_SIZE = 200;

/**
 * What a saga does while this process holds its lease: one thing after the other. An event is told to its instances only when everything
 * that they decided before is stored, sent, and stored as sent.
 */
export class SagaTenure {
  readonly #parts: SagaTenureParts;
  readonly #setAside: SetAsideInstances;
  #cursor: number;
  #doneSteps = 0;

  private constructor(parts: SagaTenureParts, cursor: number) {
    this.#parts = parts;
    this.#cursor = cursor;
    this.#setAside = new SetAsideInstances({
      ...parts,
      save: (instances) => this.#save({ instances }),
      eventsFrom: (sequence) => feedEvents(parts.feed, sequence, this.#cursor, parts.typePrefix),
    });
  }

  /** Begins where the former holder ended: what that one decided and has perhaps not sent is sent first. */
  static async begin(parts: SagaTenureParts): Promise<SagaTenure> {
    const { store, saga, lease, worker } = parts;
    const tenure = new SagaTenure(parts, await store.claim(saga.name, lease));
    for (const instance of await store.withUnsent(saga.name)) {
      if (!parts.isStopping()) await worker.deliver(instance, tenure.save);
    }
    return tenure;
  }

  /** How much was stored, to tell a tenure that gets on from one that does not. */
  get doneSteps(): number {
    return this.#doneSteps;
  }

  /** Stores an instance, if the lease is still held. */
  readonly save = async (instance: SagaInstance): Promise<void> => {
    await this.#save({ instances: [instance] });
  };

  /** Does what there is to do, up to one page of events. Answers whether there may be more. */
  async pass(): Promise<boolean> {
    await this.#setAside.retry();
    const now = this.#parts.worker.now();
    const { hasEvents, isEnd } = await this.#readPage();
    // Timeouts come only when the feed is read to its end: what happened before they were due may be in it.
    const hasFired = isEnd && (await this.#fireDue(now));
    return (hasEvents || hasFired) && !this.#parts.isStopping();
  }

  async #readPage(): Promise<{ readonly hasEvents: boolean; readonly isEnd: boolean }> {
    const { feed, observer, isStopping } = this.#parts;
    const page = await feed.page({ after: this.#cursor, limit: PAGE_SIZE });
    this.#parts.prefixWatch.look(page.events);
    const hasEvents = page.lookedUpTo > this.#cursor;
    for (const feedEvent of page.events) {
      if (isStopping()) return { hasEvents, isEnd: false };
      const event = toSagaEvent(feedEvent, this.#parts.typePrefix);
      if (event !== undefined && this.#parts.saga.eventTypes.has(event.type)) await this.#tell(event);
    }
    if (this.#cursor < page.lookedUpTo) {
      observer.reached('saga-advancing', '');
      await this.#save({ cursor: page.lookedUpTo, instances: [] });
    }
    return { hasEvents, isEnd: page.events.length < PAGE_SIZE };
  }

  /** Tells an event to everybody whom it concerns: all of them decide, and the cursor moves, at once. */
  async #tell(event: SagaEvent): Promise<void> {
    const { worker } = this.#parts;
    const decided: SagaInstance[] = [];
    for (const instance of await this.#concerned(event)) {
      // Timeouts that were due before the event happened come before it, however late both are.
      const ready = await worker.fire(instance, event.time, this.save);
      if (ready.failure !== undefined) decided.push(ready);
      else if (!ready.isDone) decided.push(await worker.decide(ready, { event }));
    }
    if (decided.length === 0) return;
    await this.#save({ cursor: event.sequence, instances: decided });
    for (const instance of decided) await worker.deliver(instance, this.save);
  }

  /** The instances that an event is told to: a new one where it starts one, set aside already where nobody can say which. */
  async #concerned(event: SagaEvent): Promise<readonly SagaInstance[]> {
    const { saga, store, worker, attempts } = this.#parts;
    const started = await attempts.make(() => saga.instanceStartedBy(event));
    if ('failed' in started) {
      const nameless = newInstance(saga, event.id, event, worker.now());
      return [worker.setAside(nameless, event.sequence, event.type, started.failed)];
    }
    if (started.result === undefined) {
      const followers = await store.following(saga.name, event.subject);
      return followers.filter((follower) => isTold(saga, follower, event));
    }
    const known = await store.load(saga.name, started.result);
    if (known === undefined) return [newInstance(saga, started.result, event, worker.now())];
    return known.failure === undefined && isTold(saga, known, event) ? [known] : [];
  }

  async #fireDue(now: string): Promise<boolean> {
    const { store, saga, worker, isStopping } = this.#parts;
    const due = await store.due(saga.name, now, PAGE_SIZE);
    for (const instance of due) {
      if (isStopping()) return false;
      await worker.fire(instance, now, this.save);
    }
    return due.length > 0;
  }

  async #save(change: SagaChange): Promise<void> {
    const { observer, store, saga, lease } = this.#parts;
    const ids = change.instances.map(({ id }) => id);
    for (const id of ids) observer.reached('saga-saving', id);
    await store.save(saga.name, lease, change);
    this.#cursor = change.cursor ?? this.#cursor;
    this.#doneSteps += 1;
    for (const id of ids) observer.reached('saga-saved', id);
  }
}
