import type { ProjectionFailure, ProjectionStatus } from '@tools-provider/event-sourcing';
import { beforeEach, describe, expect, it } from 'vitest';
import { HeadRegister } from './head-register.ts';

const STREAM = 'tools_provider-task-0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const SLO_MS = 2_000;

const head = (revision: number, writtenAtMs = 0) => ({
  stream: STREAM,
  revision,
  eventId: `event-${revision}`,
  writtenAtMs,
});

function status(projected: number, changes: Partial<ProjectionStatus> = {}): ProjectionStatus {
  return {
    stream: STREAM,
    projected,
    emitted: projected,
    lastEventId: `event-${projected}`,
    projectedAt: '2026-01-01T00:00:00.000Z',
    failure: undefined,
    skipped: [],
    ...changes,
  };
}

const failure: ProjectionFailure = {
  code: 'missing-document',
  release: '1',
  reason: 'no document',
  eventId: 'event-1',
  eventType: 'task.title.updated.v1',
  revision: 1,
  attempts: 5,
  failedAt: '2026-01-01T00:00:00.000Z',
};

let heads: HeadRegister;

beforeEach(() => {
  heads = new HeadRegister({ sloMs: SLO_MS, recentStreams: 2 });
});

describe('a stream that is ahead of its projection', () => {
  it('is pending, then lagging, and projected when the projection has come up', () => {
    expect(heads.noteHead(head(0), -1)).toBe(true);
    expect(heads.standing(STREAM, SLO_MS)).toEqual({
      stream: STREAM,
      headRevision: 0,
      projectedRevision: -1,
      status: 'pending',
    });
    expect(heads.standing(STREAM, Number(heads.lagsAtMs(STREAM)))?.status).toBe('lagging');
    expect(heads.noteProjection(STREAM, status(0))).toBe(true);
    expect(heads.standing(STREAM, SLO_MS * 2)?.status).toBe('projected');
    expect(heads.forgetIfProjected(STREAM)).toBe(true);
    expect(heads.standing(STREAM, 0)).toBeUndefined();
    expect(heads.lastKnownRevision(STREAM)).toBe(0);
  });

  it('does not lag by waiting again and again for a moment', () => {
    heads.noteHead(head(0, 0), -1);
    heads.noteHead(head(1, 1_900), -1);
    heads.noteProjection(STREAM, status(0));
    expect(heads.standing(STREAM, 3_000)?.status).toBe('pending');
    expect(heads.standing(STREAM, 4_000)?.status).toBe('lagging');
  });

  it('is set aside as long as its status says so', () => {
    heads.noteHead(head(1), 0);
    expect(heads.noteProjection(STREAM, status(0, { failure }))).toBe(true);
    expect(heads.standing(STREAM, 0)?.status).toBe('quarantined');
    expect(heads.noteProjection(STREAM, status(0, { failure }))).toBe(false);
    expect(heads.backlog()).toEqual({ aggregates: 0, events: 0, oldestMs: undefined });
    expect(heads.noteProjection(STREAM, status(0))).toBe(true);
    expect(heads.standing(STREAM, 0)?.status).toBe('pending');
  });

  it('counts into the backlog with all its events, since its oldest', () => {
    heads.noteHead(head(3, 100), 1);
    heads.noteHead({ ...head(0, 50), stream: 'other' }, undefined);
    heads.noteHead(head(4, 200), undefined);
    expect(heads.backlog()).toEqual({ aggregates: 2, events: 4, oldestMs: 50 });
    expect(heads.backlog((stream) => stream === 'other')).toEqual({ aggregates: 1, events: 1, oldestMs: 50 });
    heads.noteProjection(STREAM, status(3));
    expect(heads.backlog()).toEqual({ aggregates: 2, events: 2, oldestMs: 50 });
  });

  it('is not remembered for a head that is projected already, as messages may overtake each other', () => {
    heads.noteProjection(STREAM, status(2));
    expect(heads.noteHead(head(2), 1)).toBe(false);
    expect(heads.standing(STREAM, 0)).toBeUndefined();
    expect(heads.noteHead(head(3), 2)).toBe(true);
  });
});

describe('a log that is not the one that was projected', () => {
  it('shows by another event at the same revision', () => {
    heads.noteHead(head(2), undefined);
    heads.noteProjection(STREAM, status(2, { lastEventId: 'another' }));
    expect(heads.forgetIfProjected(STREAM)).toBe(false);
    expect(heads.standing(STREAM, 0)?.status).toBe('diverged');
  });

  it('shows by a projection beyond the head only after the log was asked', () => {
    heads.noteHead(head(2), undefined);
    heads.noteProjection(STREAM, status(5));
    expect(heads.standing(STREAM, 0)).toMatchObject({ headRevision: 5, status: 'projected' });
    expect(heads.streamsBeyondHead()).toEqual([STREAM]);
    expect(heads.verifyHead(STREAM, { revision: 2, id: 'event-2' })).toBe(true);
    expect(heads.standing(STREAM, 0)).toMatchObject({
      headRevision: 2,
      projectedRevision: 5,
      status: 'diverged',
    });
    expect(heads.verifyHead(STREAM, { revision: 2, id: 'event-2' })).toBe(false);
  });

  it('is no conclusion when the message from the log was merely late', () => {
    heads.noteHead(head(2), undefined);
    heads.noteProjection(STREAM, status(3));
    heads.verifyHead(STREAM, { revision: 3, id: 'event-3' });
    expect(heads.forgetIfProjected(STREAM)).toBe(true);
  });
});

describe('what is remembered', () => {
  it('of streams that are projected are the most recent ones only', () => {
    for (const stream of ['a', 'b', 'c']) heads.noteProjection(stream, { ...status(1), stream });
    expect(['a', 'b', 'c'].map((stream) => heads.lastKnownRevision(stream))).toEqual([undefined, 1, 1]);
  });

  it('of a stream that nobody projects does not grow with it', () => {
    for (let revision = 0; revision < 100_000; revision += 1) heads.noteHead(head(revision, revision), -1);
    expect([...heads.streams]).toEqual([STREAM]);
    expect(heads.backlog()).toEqual({ aggregates: 1, events: 100_000, oldestMs: 0 });
    heads.noteProjection(STREAM, status(99_998));
    expect(heads.backlog()).toMatchObject({ aggregates: 1, events: 1 });
    heads.noteProjection(STREAM, status(99_999));
    expect(heads.forgetIfProjected(STREAM)).toBe(true);
  });
});
