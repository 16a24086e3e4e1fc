import { describe, expect, it } from 'vitest';
import { describeRace } from '../src/race/describe-race.ts';
import { hasShownWhatItMust } from '../src/race/judge-race.ts';
import { runRace } from '../src/race/run-race.ts';

describe('The race of two events of one command', () => {
  it('is lost by the second one without ordering, and shown with the time of every step', async () => {
    const result = await runRace('none');
    const text = describeRace(result);
    expect(hasShownWhatItMust(result), text).toBe(true);
    expect(text).toMatch(/Failed: .*There is no document .* in tool-groups/);
    expect(text).toMatch(/0 group\.created\.v1( +\d+\.\d ms){5}/);
    expect(text).toMatch(/1 group\.selector\.added\.v1( +\d+\.\d ms){2} +– +– +\d+\.\d ms/);
    expect(text).toContain('0 of 1 selectors');
  });

  it('is none with ordering: the second begins when the first has ended, and the document is complete', async () => {
    const result = await runRace('per-stream');
    const text = describeRace(result);
    expect(hasShownWhatItMust(result), text).toBe(true);
    expect(hasShownWhatItMust({ ...result, ordering: 'none' })).toBe(false);
    expect(text).toMatch(/1 group\.selector\.added\.v1( +\d+\.\d ms){5}/);
    expect(text).toContain('1 of 1 selectors');
  });
});
