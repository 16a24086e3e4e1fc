import { expect, test } from 'vitest';
import { explanation } from './what-to-do.ts';

const problem = (status: number, code = 'any') => ({
  type: 'about:blank',
  title: 'A problem',
  status,
  code,
  detail: 'The name is taken',
});

test('there is something to do about every problem, and a trace is asked for only where a log can help', () => {
  for (const status of [400, 401, 403, 404, 409, 410, 412, 422, 429, 500, 503]) {
    const words = explanation(problem(status));
    expect(words, String(status)).toMatch(/^The name is taken\. [A-Z].+\.$/);
    expect(words.includes('trace'), String(status)).toBe(status === 500);
  }
  expect(explanation(undefined)).toContain('trace');
});

test('no answer at all is first of all a matter of the connection', () => {
  expect(explanation(problem(503, 'unreachable'))).toContain('connection');
});
