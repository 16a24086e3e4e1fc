import { describe, expect, it } from 'vitest';
import { CheckpointTracker } from './checkpoint.ts';

const settings = { minCheckpointCount: 3, maxCheckpointCount: 10, checkpointAfterMs: 1000 };

function tracker(start: number, count: number): CheckpointTracker {
  const checkpoints = new CheckpointTracker(start, settings);
  for (let revision = start; revision < start + count; revision += 1) checkpoints.begin(revision);
  return checkpoints;
}

const later = () => Date.now() + settings.checkpointAfterMs;

describe('a checkpoint', () => {
  it('never passes a revision that is outstanding, whatever is done behind it', () => {
    const checkpoints = tracker(5, 4);
    expect(checkpoints.reached).toBe(4);
    for (const revision of [6, 8]) checkpoints.finish(revision);
    expect(checkpoints.reached).toBe(4);
    checkpoints.finish(5);
    expect(checkpoints.reached).toBe(6);
    checkpoints.finish(7);
    expect(checkpoints.reached).toBe(8);
  });

  it('is due at once at the upper count', () => {
    const checkpoints = tracker(0, 11);
    for (let revision = 0; revision < 9; revision += 1) checkpoints.finish(revision);
    expect(checkpoints.isDue(Date.now())).toBe(false);
    checkpoints.finish(9);
    expect(checkpoints.isDue(Date.now())).toBe(true);
  });

  it('is due after its time from the lower count on', () => {
    const checkpoints = tracker(0, 5);
    for (const revision of [0, 1]) checkpoints.finish(revision);
    expect(checkpoints.isDue(later())).toBe(false);
    checkpoints.finish(2);
    expect(checkpoints.isDue(Date.now())).toBe(false);
    expect(checkpoints.isDue(later())).toBe(true);
  });

  it('once written is not due again until more is done', () => {
    const checkpoints = tracker(0, 12);
    for (let revision = 0; revision < 10; revision += 1) checkpoints.finish(revision);
    checkpoints.mark(checkpoints.reached, Date.now());
    expect([checkpoints.written, checkpoints.uncovered]).toEqual([9, 0]);
    expect(checkpoints.isDue(later())).toBe(false);
  });
});
