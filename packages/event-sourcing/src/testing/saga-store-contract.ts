import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../lease/leases.ts';
import type { SagaInstance } from '../saga/saga-instance.ts';
import type { SagaStore } from '../saga/saga-store.ts';

/** A saga store under test, and how to be done with it. */
export interface OpenedSagaStore {
  readonly store: SagaStore;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

const EARLY = '2026-01-02T03:04:05.000Z';
const LATE = '2026-01-02T03:04:06.000Z';
const FAILURE = { sequence: 4, step: 'note.written.v1', reason: 'no', attempts: 3, failedAt: EARLY };

/** What every implementation of the `SagaStore` port must do, as tests; each test uses a saga of its own. */
export function sagaStoreContract(name: string, open: () => Promise<OpenedSagaStore>): void {
  describe(name, () => {
    let opened: OpenedSagaStore;
    let saga: string;
    let lease: Lease;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });
    beforeEach(async () => {
      saga = `saga-${randomUUID()}`;
      lease = leaseOf(1);
      await opened.store.claim(saga, lease);
    });

    const leaseOf = (epoch: number): Lease => ({
      name: `saga/${saga}`,
      owner: `owner-${epoch}`,
      epoch,
      until: LATE,
    });
    const instance = (id: string, fields: Partial<SagaInstance> = {}): SagaInstance => ({
      saga,
      id,
      revision: 0,
      state: { step: 'begun' },
      follows: ['subject'],
      unsent: [],
      timeouts: [],
      isDone: false,
      startSequence: 1,
      lastSequence: 1,
      notes: [],
      correlationId: 'correlation',
      startedAt: EARLY,
      updatedAt: EARLY,
      ...fields,
    });
    const save = (...instances: SagaInstance[]) => opened.store.save(saga, lease, { instances });
    const ids = async (found: Promise<readonly SagaInstance[]>) => (await found).map(({ id }) => id);

    it('has read nothing of a saga that it does not know, and keeps how far it has read', async () => {
      expect(await opened.store.cursorOf(saga)).toBe(0);
      expect(await opened.store.claim(saga, lease)).toBe(0);
      await opened.store.save(saga, lease, { cursor: 7, instances: [] });
      await save(instance('a'));
      expect(await opened.store.cursorOf(saga)).toBe(7);
      expect(await opened.store.claim(saga, leaseOf(2))).toBe(7);
    });

    it('gives an instance back as it was, whatever JSON its state and commands are', async () => {
      const whole = instance('a', {
        state: { 'a.b': [{ $set: null }], text: '', number: 1.5, deep: { list: [[], {}], 7: true } },
        unsent: [
          {
            commandId: 'id',
            requestHash: 'hash',
            command: { type: 'write', note: { $title: 'x' } } as { type: string },
            correlationId: 'correlation',
            causationId: 'cause',
            decidedAt: EARLY,
          },
        ],
        timeouts: [{ name: 'due', dueAt: LATE }],
        notes: [{ afterSequence: 1, timeout: { name: 'due', dueAt: EARLY } }],
        snapshot: { revision: 0, state: { '$b.c': [] }, follows: [], timeouts: [], lastSequence: 1 },
      });
      await save(whole);
      expect(await opened.store.load(saga, 'a')).toEqual(whole);
      const changed = instance('a', { revision: 1, state: null, isDone: true });
      await save(changed);
      expect(await opened.store.load(saga, 'a')).toEqual(changed);
      expect(await opened.store.load(saga, 'b')).toBeUndefined();
      expect(await opened.store.load(`${saga}-other`, 'a')).toBeUndefined();
    });

    it('takes nothing from a former holder of the lease, neither instances nor the cursor', async () => {
      await save(instance('a'));
      await opened.store.claim(saga, leaseOf(2));
      const late = opened.store.save(saga, lease, {
        cursor: 9,
        instances: [instance('a', { revision: 1 }), instance('b')],
      });
      await expect(late).rejects.toMatchObject({ kind: 'conflict', code: 'lease-lost' });
      expect(await opened.store.load(saga, 'a')).toMatchObject({ revision: 0 });
      expect(await opened.store.load(saga, 'b')).toBeUndefined();
      await expect(opened.store.claim(saga, lease)).rejects.toMatchObject({ code: 'lease-lost' });
      expect(await opened.store.claim(saga, leaseOf(2))).toBe(0);
    });

    it('stores of a former and a new holder that come at once either all of one or nothing', async () => {
      const saves = Array.from({ length: 5 }, (_, n) =>
        opened.store.save(saga, lease, { cursor: n + 1, instances: [instance(`i-${n}`)] }),
      );
      const claimed = opened.store.claim(saga, leaseOf(2));
      const outcomes = await Promise.allSettled(saves);
      const cursor = await claimed;
      for (const [n, { status }] of outcomes.entries()) {
        const stored = await opened.store.load(saga, `i-${n}`);
        expect(stored === undefined).toBe(status === 'rejected');
      }
      expect(await opened.store.claim(saga, leaseOf(3))).toBe(cursor);
    });

    it('finds those who follow a subject and are to be told', async () => {
      await save(
        instance('b', { follows: ['one', 'two'] }),
        instance('a', { follows: ['two'] }),
        instance('c', { follows: ['one'] }),
        instance('done', { follows: ['two'], isDone: true }),
        instance('failed', { follows: ['two'], failure: FAILURE }),
      );
      expect(await ids(opened.store.following(saga, 'two'))).toEqual(['a', 'b']);
      expect(await ids(opened.store.following(saga, 'nobody'))).toEqual([]);
      expect(await ids(opened.store.following(`${saga}-other`, 'two'))).toEqual([]);
    });

    it('finds those with commands to send, also when they are done, but not when they are set aside', async () => {
      const command = {
        commandId: 'id',
        requestHash: 'hash',
        command: { type: 'write' },
        correlationId: 'c',
        causationId: 'c',
        decidedAt: EARLY,
      };
      await save(
        instance('b', { unsent: [command] }),
        instance('a', { unsent: [command], isDone: true }),
        instance('sent'),
        instance('failed', { unsent: [command], failure: FAILURE }),
      );
      expect(await ids(opened.store.withUnsent(saga))).toEqual(['a', 'b']);
    });

    it('finds timeouts that are due, the earliest first, and when the next one comes', async () => {
      const due = (dueAt: string) => [
        { name: 'far', dueAt: '2030-01-01T00:00:00.000Z' },
        { name: 'due', dueAt },
      ];
      expect(await opened.store.nextDueAt(saga)).toBeUndefined();
      await save(
        instance('late', { timeouts: due(LATE) }),
        instance('early', { timeouts: due(EARLY) }),
        instance('far', { timeouts: due('2029-01-01T00:00:00.000Z') }),
        instance('done', { timeouts: due('2020-01-01T00:00:00.000Z'), isDone: true }),
        instance('failed', { timeouts: due('2020-01-01T00:00:00.000Z'), failure: FAILURE }),
      );
      expect(await opened.store.nextDueAt(saga)).toBe(EARLY);
      expect(await ids(opened.store.due(saga, EARLY, 10))).toEqual(['early']);
      expect(await ids(opened.store.due(saga, LATE, 10))).toEqual(['early', 'late']);
      expect(await ids(opened.store.due(saga, LATE, 1))).toEqual(['early']);
    });

    it('takes a wish for a retry of one that is set aside, and of no other', async () => {
      await save(instance('fine'), instance('b', { failure: FAILURE }), instance('a', { failure: FAILURE }));
      expect(await ids(opened.store.setAside(saga))).toEqual(['a', 'b']);
      expect(await ids(opened.store.retryRequested(saga))).toEqual([]);
      expect(await opened.store.requestRetry(saga, 'b', LATE)).toBe(true);
      expect(await opened.store.requestRetry(saga, 'fine', LATE)).toBe(false);
      expect(await opened.store.requestRetry(saga, 'nobody', LATE)).toBe(false);
      expect(await opened.store.retryRequested(saga)).toEqual([
        instance('b', { failure: FAILURE, retryRequestedAt: LATE }),
      ]);
      await save(instance('b'));
      expect(await ids(opened.store.setAside(saga))).toEqual(['a']);
      expect(await ids(opened.store.retryRequested(saga))).toEqual([]);
    });
  });
}
