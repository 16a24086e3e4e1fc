import { describe, expect, it } from 'vitest';
import { attackInFolder, describeAttack } from '../src/attack/attack-in-folder.ts';

const REQUESTS = 500;
const seed = Math.trunc(Math.random() * 1_000_000);

describe('An attack on every route that the document describes', () => {
  it('finds no fault: every refusal is a problem, every answer is as described, and refusals leave the stores as they were', {
    timeout: 120_000,
  }, async () => {
    const { result } = await attackInFolder({ seed, requests: REQUESTS });
    const report = describeAttack(result);
    console.log(report);
    expect(result.findings, report).toEqual([]);
    expect(result.sent).toBeGreaterThanOrEqual(REQUESTS);
    expect(result.operations).toBeGreaterThan(40);
    const accepted = [...result.statuses].filter(([status]) => status < 300);
    expect(accepted.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(REQUESTS / 20);
    expect(result.codes.length).toBeGreaterThan(10);
    expect(result.events).toBeGreaterThan(10);
  });
});
