import { describe, expect, it } from 'vitest';
import { describeResult } from '../src/soak/describe-soak.ts';
import { MORTAL_PARTS, pointsOf } from '../src/soak/fate.ts';
import { soakInFolder } from '../src/soak/soak-in-folder.ts';

const LONGEST_MS = 240_000;
const TIMEOUT_MS = 400_000;
const seed = Math.trunc(Math.random() * 1_000_000);

/** Every part, and every point at which one can be made to end, of whichever of the reconciliators. */
const EVERY_DEATH = MORTAL_PARTS.flatMap((part) => [
  part,
  ...pointsOf(part).map((point) => `${part.replace('-2', '')} at ${point}`),
]);

describe('a system whose parts are killed while many senders change many aggregates', () => {
  it('has every document equal to its stream, every event once in the feed, and no acknowledged command lost', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { result, folder } = await soakInFolder({
      seed,
      kills: 40,
      isEveryPointWanted: true,
      longestMs: LONGEST_MS,
    });
    const report = describeResult(result);
    console.log(report);
    expect(result.findings, `${report}\nkept in ${folder}`).toEqual([]);
    expect(result.kills).toBeGreaterThanOrEqual(40);
    const deaths = new Set(
      [...result.killsBy.keys()].flatMap((name) => [name, name.replace('-2 at', ' at')]),
    );
    expect(EVERY_DEATH.filter((death) => !deaths.has(death))).toEqual([]);
    const acknowledged = result.commands.filter(({ outcome }) => outcome === 'acknowledged');
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.some(({ attempts }) => attempts > 1)).toBe(true);
  });
});
