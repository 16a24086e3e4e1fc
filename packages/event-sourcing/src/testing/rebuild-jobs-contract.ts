import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_PROJECTIONS, type JobRequest } from '../rebuild/rebuild-job.ts';
import type { RebuildJobs } from '../rebuild/rebuild-jobs.ts';

/** Jobs under test, none yet, and how to be done with them. */
export interface OpenedRebuildJobs {
  readonly jobs: RebuildJobs;
  /** Called once after each test. */
  close(): Promise<void>;
}

/** What every implementation of the `RebuildJobs` port must do, as tests; `open` opens one for each. */
export function rebuildJobsContract(name: string, open: () => Promise<OpenedRebuildJobs>): void {
  describe(name, () => {
    let opened: OpenedRebuildJobs;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.close();
    });

    const jobs = () => opened.jobs;
    const wish = (projection: string, kind: JobRequest['kind'] = 'rebuild'): JobRequest => ({
      id: randomUUID(),
      kind,
      projection,
      requestedBy: 'ada',
    });
    const end = (id: string) => jobs().update(id, { state: 'done', endedAt: '2026-11-21T10:00:01.000Z' });

    it('keeps a wish until it is worked off', async () => {
      expect(await jobs().active()).toBeUndefined();
      const request = wish('notes');
      const asked = await jobs().request(request);
      expect(asked).toMatchObject({
        ...request,
        state: 'queued',
        attempts: 0,
        isCancelRequested: false,
        failures: [],
        differences: [],
      });
      expect(Date.parse(asked.requestedAt)).toBeCloseTo(Date.now(), -5);
      expect(await jobs().active()).toEqual(asked);
      expect(await jobs().get(request.id)).toEqual(asked);
      await end(request.id);
      expect(await jobs().active()).toBeUndefined();
      expect(await jobs().get(request.id)).toMatchObject({ state: 'done' });
      expect(await jobs().get(randomUUID())).toBeUndefined();
    });

    it('refuses a second wish while one waits or is under way, also when both come at once', async () => {
      const outcomes = await Promise.allSettled(
        ['notes', 'notes', ALL_PROJECTIONS].map((projection) => jobs().request(wish(projection))),
      );
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(2);
      for (const outcome of refused)
        expect(outcome).toMatchObject({ reason: { kind: 'conflict', code: 'rebuild-under-way' } });
      const active = await jobs().active();
      await jobs().update(active?.id ?? '', { state: 'swapping' });
      await expect(jobs().request(wish('tasks', 'verify'))).rejects.toMatchObject({ kind: 'conflict' });
      await end(active?.id ?? '');
      await jobs().request(wish('tasks', 'verify'));
    });

    it('tells how a job got on, whatever was told of it', async () => {
      const { id } = await jobs().request(wish('notes'));
      const progress = {
        events: 1_000,
        totalEvents: 4_000,
        eventsPerSecond: 500,
        etaSeconds: 6,
        checkedStreams: 0,
      };
      const updated = await jobs().update(id, { state: 'running', attempts: 1, progress });
      expect(updated).toMatchObject({ state: 'running', attempts: 1, progress });
      const place = { stream: 'a', collection: 'notes', id: 'a', revision: 3 };
      const failure = { stream: 'a', revision: 3, eventType: 'note.written.v1', reason: 'no' };
      await jobs().update(id, {
        state: 'failed',
        error: 'It did not work.',
        failures: [failure],
        differences: [{ ...place, paths: ['/lines/0', ''] }],
        isBounded: true,
      });
      expect(await jobs().get(id)).toMatchObject({
        state: 'failed',
        progress,
        error: 'It did not work.',
        failures: [failure],
        differences: [{ ...place, paths: ['/lines/0', ''] }],
        isBounded: true,
      });
    });

    it('changes nothing of a job that is over', async () => {
      const { id } = await jobs().request(wish('notes'));
      await end(id);
      expect(await jobs().update(id, { state: 'running' })).toBeUndefined();
      expect(await jobs().cancel(id)).toBeUndefined();
      expect(await jobs().get(id)).toMatchObject({ state: 'done', isCancelRequested: false });
    });

    it('ends a job that waits when it is cancelled, and lets the worker end one that is under way', async () => {
      const waiting = await jobs().request(wish('notes'));
      expect(await jobs().cancel(waiting.id)).toMatchObject({ state: 'cancelled' });
      expect(await jobs().active()).toBeUndefined();
      const { id } = await jobs().request(wish('notes'));
      await jobs().update(id, { state: 'running' });
      expect(await jobs().cancel(id)).toMatchObject({ state: 'running', isCancelRequested: true });
      expect(await jobs().update(id, {})).toMatchObject({ isCancelRequested: true });
      expect(await jobs().active()).toMatchObject({ id });
    });

    it('finds the newest job of its kind that concerns a projection', async () => {
      const ids: string[] = [];
      for (const request of [wish('notes'), wish(ALL_PROJECTIONS), wish('tasks'), wish('notes', 'verify')]) {
        ids.push((await jobs().request(request)).id);
        await end(request.id);
      }
      const newest = async (kind: JobRequest['kind'], projection: string) =>
        ids.indexOf((await jobs().newest(kind, projection))?.id ?? '');
      expect(await newest('rebuild', 'notes')).toBe(1);
      expect(await newest('rebuild', 'tasks')).toBe(2);
      expect(await newest('rebuild', ALL_PROJECTIONS)).toBe(1);
      expect(await newest('verify', 'notes')).toBe(3);
      expect(await newest('verify', 'tasks')).toBe(-1);
    });
  });
}
