import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkRequest } from '../bulk/bulk-job.ts';
import type { BulkJobs } from '../bulk/bulk-jobs.ts';

/** Jobs under test, none yet, and how to be done with them. */
export interface OpenedBulkJobs {
  readonly jobs: BulkJobs;
  /** Called once after each test. */
  close(): Promise<void>;
}

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();

/** What every implementation of the `BulkJobs` port must do, as tests; `open` opens one for each. */
export function bulkJobsContract(name: string, open: () => Promise<OpenedBulkJobs>): void {
  describe(name, () => {
    let opened: OpenedBulkJobs;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const jobs = () => opened.jobs;
    let asked = 0;
    const request = (more: Partial<BulkRequest> = {}): BulkRequest => {
      asked += 1;
      return {
        id: randomUUID(),
        wish: { action: 'note', text: 'a' },
        requestedBy: { id: 'ada', name: 'Ada', roles: ['admin'] },
        requestHash: 'a-hash',
        correlationId: 'c-1',
        traceparent: undefined,
        requestedAt: at(asked),
        ...more,
      };
    };
    const allItems = async (id: string) => (await jobs().items(id, { limit: 100 })).items;

    it('keeps a wish with its items, in their order, until they are worked off', async () => {
      const wish = request();
      const job = await jobs().request(wish, ['x', 'y', 'z']);
      expect(job).toMatchObject({ ...wish, state: 'queued', total: 3, version: 0, isCancelRequested: false });
      expect(job.counts).toEqual({
        waiting: 3,
        done: 0,
        unchanged: 0,
        refused: 0,
        'not-found': 0,
        failed: 0,
      });
      expect(await jobs().get(wish.id)).toEqual(job);
      expect(await jobs().next()).toEqual(job);
      expect(await allItems(wish.id)).toEqual(
        ['x', 'y', 'z'].map((target, index) => ({ target, index, outcome: 'waiting' })),
      );
      expect(await jobs().get(randomUUID())).toBeUndefined();
      expect(await jobs().countOpen()).toEqual({ queued: 1, running: 0 });
    });

    it('takes a wish once under an id, also when it comes several times at once', async () => {
      const wish = request();
      const answers = await Promise.all([1, 2, 3].map(() => jobs().request(wish, ['x', 'y'])));
      for (const job of answers) expect(job).toMatchObject({ id: wish.id, total: 2 });
      expect(await allItems(wish.id)).toHaveLength(2);
      // What is there is answered, though the filter would find something else by now.
      expect(await jobs().request(wish, ['z'])).toMatchObject({ total: 2 });
      await expect(jobs().request({ ...wish, requestHash: 'another' }, ['x'])).rejects.toMatchObject({
        kind: 'refused',
        code: 'command-id-reused',
      });
    });

    it('keeps what became of each item once, and counts it', async () => {
      const { id } = await jobs().request(request(), ['w', 'x', 'y', 'z']);
      expect(await jobs().record(randomUUID(), [], at(50))).toBeUndefined();
      expect(await jobs().begin(id, at(51))).toMatchObject({ state: 'running', startedAt: at(51) });
      expect(await jobs().begin(id, at(52))).toMatchObject({ state: 'running', startedAt: at(51) });
      const refused = { index: 2, outcome: 'refused', code: 'no', reason: 'A rule says no' } as const;
      const done = { index: 0, outcome: 'done', revision: 7, note: 'otherwise' } as const;
      const recorded = await jobs().record(id, [done, refused], at(53));
      expect(recorded?.counts).toMatchObject({ waiting: 2, done: 1, refused: 1 });
      // Another worker has stored it before.
      const again = { index: 0, outcome: 'unchanged', revision: 7 } as const;
      const last = await jobs().record(id, [again, { index: 1, outcome: 'not-found' }], at(54));
      expect(last?.counts).toMatchObject({ waiting: 1, done: 1, unchanged: 0, refused: 1, 'not-found': 1 });
      expect(last?.version).toBeGreaterThan(recorded?.version ?? 0);
      expect(await allItems(id)).toEqual([
        { target: 'w', ...done },
        { target: 'x', index: 1, outcome: 'not-found' },
        { target: 'y', ...refused },
        { target: 'z', index: 3, outcome: 'waiting' },
      ]);
    });

    it('answers items and jobs in pages, of one outcome and of one person', async () => {
      const targets = ['a', 'b', 'c', 'd', 'e'];
      const first = await jobs().request(request(), targets);
      const otto = { id: 'otto', name: 'Otto', roles: [] };
      const second = await jobs().request(request({ requestedBy: otto }), ['x']);
      const third = await jobs().request(request(), []);
      await jobs().begin(first.id, at(50));
      await jobs().record(
        first.id,
        [0, 2, 4].map((index) => ({ index, outcome: 'done' as const })),
        at(51),
      );
      const page = await jobs().items(first.id, { outcome: 'done', limit: 2 });
      expect(page.items.map(({ target }) => target)).toEqual(['a', 'c']);
      const { next: cursor = '' } = page;
      const rest = await jobs().items(first.id, { outcome: 'done', limit: 2, cursor });
      expect(rest.items.map(({ target }) => target)).toEqual(['e']);
      expect(rest.next).toBeUndefined();

      const newest = await jobs().list({ limit: 2 });
      expect(newest.items.map(({ id }) => id)).toEqual([third.id, second.id]);
      const older = await jobs().list({ limit: 2, cursor: newest.next ?? '' });
      expect(older.items.map(({ id }) => id)).toEqual([first.id]);
      const ottos = await jobs().list({ limit: 5, requesterId: 'otto' });
      expect(ottos.items.map(({ id }) => id)).toEqual([second.id]);
      expect(await jobs().countOpen('ada')).toEqual({ queued: 1, running: 1 });
      await expect(jobs().list({ limit: 1, cursor: 'none' })).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
      await expect(jobs().items(first.id, { limit: 1, cursor: newest.next ?? '' })).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    });

    it('gives out the oldest that is not over, and ends it', async () => {
      const [first, second] = [
        await jobs().request(request(), ['x']),
        await jobs().request(request(), ['y']),
      ];
      expect(await jobs().end(first.id, 'done', at(50))).toBeUndefined();
      await jobs().begin(first.id, at(51));
      expect((await jobs().next())?.id).toBe(first.id);
      expect(await jobs().end(first.id, 'done', at(52))).toMatchObject({ state: 'done', endedAt: at(52) });
      expect((await jobs().next())?.id).toBe(second.id);
      expect(await jobs().begin(first.id, at(53))).toBeUndefined();
      expect(await jobs().cancel(first.id, at(53))).toBeUndefined();
      expect(await jobs().record(first.id, [{ index: 0, outcome: 'done' }], at(53))).toBeUndefined();
      expect(await allItems(first.id)).toMatchObject([{ outcome: 'waiting' }]);
    });

    it('ends a job that waits when it is cancelled, and lets the worker end one that is under way', async () => {
      const [waiting, running] = [
        await jobs().request(request(), ['x']),
        await jobs().request(request(), ['y']),
      ];
      expect(await jobs().cancel(waiting.id, at(50))).toMatchObject({ state: 'cancelled', endedAt: at(50) });
      await jobs().begin(running.id, at(51));
      expect(await jobs().cancel(running.id, at(52))).toMatchObject({
        state: 'running',
        isCancelRequested: true,
      });
      expect(await jobs().end(running.id, 'cancelled', at(53))).toMatchObject({ state: 'cancelled' });
      expect(await jobs().next()).toBeUndefined();
    });

    it('forgets jobs that are over for too long, and all but the newest, with their items', async () => {
      const ended: string[] = [];
      for (const second of [10, 20, 30, 40]) {
        const { id } = await jobs().request(request(), ['x']);
        await jobs().begin(id, at(second));
        await jobs().end(id, 'done', at(second));
        ended.push(id);
      }
      const open = await jobs().request(request(), ['x']);
      expect(await jobs().tidy({ endedSince: at(20), newest: 10 })).toBe(1);
      expect(await jobs().tidy({ endedSince: at(20), newest: 10 })).toBe(0);
      expect(await jobs().tidy({ endedSince: at(20), newest: 2 })).toBe(1);
      const left = (await jobs().list({ limit: 10 })).items.map(({ id }) => id);
      expect(left).toEqual([open.id, ended[3], ended[2]]);
      expect(await allItems(ended[0] ?? '')).toEqual([]);
      expect(await allItems(ended[3] ?? '')).toHaveLength(1);
    });

    it('takes ten thousand items at once', async () => {
      const targets = Array.from({ length: 10_000 }, () => randomUUID());
      const { id } = await jobs().request(request(), targets);
      const { items } = await jobs().items(id, { limit: 10_000 });
      expect(items.map(({ target }) => target)).toEqual(targets);
    });
  });
}
