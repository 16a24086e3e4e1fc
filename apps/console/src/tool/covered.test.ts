import { expect, test } from 'vitest';
import { coveredBy, sourceSeenIn } from './covered.ts';

const sourceId = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const tool = {
  sourceId,
  revision: 3,
  consistency: { status: 'projected', headRevision: 3 } as const,
};

test('a tool takes everything into account that was projected of its source when it was asked for', () => {
  expect(coveredBy(new Map([[sourceId, 9]]), tool)).toMatchObject({ revision: 3, covered: 9 });
});

test('of a source that nothing is known of, a tool claims nothing', () => {
  expect(coveredBy(new Map(), tool)).not.toHaveProperty('covered');
});

test('the revision of a tool is never taken for that of its source', () => {
  expect(sourceSeenIn(tool)).toEqual({ head: null, projected: null, status: 'projected' });
  const behind = { ...tool, covered: 8, consistency: { status: 'pending', headRevision: 9 } as const };
  expect(sourceSeenIn(behind)).toEqual({ head: 9, projected: 8, status: 'pending' });
});
