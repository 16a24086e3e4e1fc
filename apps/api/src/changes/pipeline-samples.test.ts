import type { Pipeline } from '@tools-provider/contracts';
import { expect, it } from 'vitest';
import { RecentSamples } from './pipeline-samples.ts';

const START_MS = Date.parse('2026-11-27T10:00:00.000Z');

const at = (second: number) =>
  ({
    at: new Date(START_MS + second * 1_000).toISOString(),
    lagEvents: second,
    lagMs: 0,
    eventsPerSecond: 1,
    quarantined: 7,
  }) as Pipeline;

it('keeps one every two seconds, however often it is told, and those of the last five minutes', () => {
  const samples = new RecentSamples();
  for (let second = 0; second < 600; second += 1) samples.note(at(second));
  const { items, stepMs } = samples.since();
  expect(stepMs).toBe(2_000);
  expect(items).toHaveLength(150);
  expect(items.slice(-2)).toEqual([
    { at: at(596).at, lagEvents: 596, lagMs: 0, eventsPerSecond: 1 },
    { at: at(598).at, lagEvents: 598, lagMs: 0, eventsPerSecond: 1 },
  ]);
  expect(samples.since(at(596).at).items.map(({ lagEvents }) => lagEvents)).toEqual([598]);
});

it('keeps what nobody knows as unknown', () => {
  const samples = new RecentSamples();
  samples.note({ ...at(0), lagEvents: null, lagMs: null, eventsPerSecond: null });
  expect(samples.since().items[0]).toMatchObject({ lagEvents: null, lagMs: null, eventsPerSecond: null });
});
