import type { ProjectionStatus } from '@tools-provider/event-sourcing';
import { describe, expect, it } from 'vitest';
import { absenceOf } from './absence.ts';

const ref = { aggregate: 'task', id: 't-1' };
const projected: ProjectionStatus = {
  stream: 'tools_provider-task-t-1',
  projected: 3,
  emitted: 3,
  lastEventId: 'e-3',
  projectedAt: '2026-11-21T10:00:00.000Z',
  failure: undefined,
  skipped: [],
};

describe('An aggregate that is written and has no document', () => {
  it('is to come while it is not projected up to its head', () => {
    expect(absenceOf(ref, 3, undefined).code).toBe('not-projected-yet');
    const behind = absenceOf(ref, 4, projected);
    expect(behind).toMatchObject({ code: 'not-projected-yet', currentRevision: 4 });
    expect(behind.message).toContain('will be shown as soon as');
  });

  it('was lost when all of it is projected and nobody left it out', () => {
    expect(absenceOf(ref, 3, projected)).toMatchObject({
      kind: 'not-found',
      code: 'left-out',
      message: expect.stringContaining('a rebuild makes it anew'),
    });
  });

  it('is left out for ever once its creation is, whatever comes after it', () => {
    const skip = { revision: 0, eventId: 'e-0', note: 'a mistake', skippedBy: 'ada', skippedAt: '2026' };
    const absence = absenceOf(ref, 9, { ...projected, skipped: [skip] });
    expect(absence).toMatchObject({
      code: 'left-out',
      message: expect.stringContaining('by ada: a mistake'),
    });
    const later = absenceOf(ref, 9, { ...projected, skipped: [{ ...skip, revision: 2 }] });
    expect(later.code).toBe('not-projected-yet');
  });
});
