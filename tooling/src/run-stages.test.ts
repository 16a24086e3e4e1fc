import { expect, test } from 'vitest';
import { runStages, selectStages } from './run-stages.ts';
import type { Stage } from './stages/stage.ts';
import { closingLine, totalsOf } from './test-totals.ts';

const silent = { onEnd: () => undefined };

function stage(name: string, passed: number, failed: number): Stage {
  return { name, run: async () => ({ passed, failed, skipped: 0, summary: '' }) };
}

test('Every stage runs whatever fails before it, and all are summed up', async () => {
  const breaking: Stage = { name: 'breaking', run: () => Promise.reject(new Error('no such tool')) };
  const stages = [stage('one', 2, 1), breaking, stage('two', 5, 0)];
  const finished = await runStages(stages, silent, new AbortController().signal);
  expect(finished.map(({ name }) => name)).toEqual(['one', 'breaking', 'two']);
  expect(closingLine(totalsOf(finished, stages.length))).toBe('7 passed, 2 failed');
});

test('A stage that was not run because of an interruption has failed', async () => {
  const controller = new AbortController();
  const interrupting: Stage = {
    name: 'interrupting',
    run: async () => {
      controller.abort();
      return { passed: 1, failed: 0, skipped: 0, summary: '' };
    },
  };
  const stages = [interrupting, stage('never', 3, 0)];
  const finished = await runStages(stages, silent, controller.signal);
  expect(closingLine(totalsOf(finished, stages.length))).toBe('1 passed, 1 failed');
});

test('Stages can be chosen by name, and a name that is none is refused', () => {
  const stages = [stage('one', 1, 0), stage('two', 1, 0)];
  expect(selectStages(stages, [])).toHaveLength(2);
  expect(selectStages(stages, ['two']).map(({ name }) => name)).toEqual(['two']);
  expect(() => selectStages(stages, ['three'])).toThrow('There is no stage "three": choose from one, two');
});
