import { expect, it } from 'vitest';
import { previewBody } from './resolution.ts';
import { replaceToolGroupBody } from './tool-group.ts';

it.each([
  [500, true],
  [501, false],
])('A definition of %i selectors is previewed if it may replace another: %s', (count, isTaken) => {
  const selectors = Array.from({ length: count }, () => ({}));
  const rest = { name: 'Orders', description: '', explicitToolIds: [], excludedTools: [] };
  expect(replaceToolGroupBody.safeParse({ ...rest, selectors }).success).toBe(isTaken);
  expect(previewBody.safeParse({ selectors }).success).toBe(isTaken);
});
