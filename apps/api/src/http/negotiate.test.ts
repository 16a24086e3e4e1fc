import { describe, expect, it } from 'vitest';
import { negotiate } from './negotiate.ts';

const OFFERED = ['application/cloudevents-batch+json', 'application/json', 'text/event-stream'] as const;

describe('the form of an answer', () => {
  it.each([
    [undefined, 'application/cloudevents-batch+json'],
    ['*/*', 'application/cloudevents-batch+json'],
    ['text/event-stream', 'text/event-stream'],
    ['Text/Event-Stream;charset=utf-8', 'text/event-stream'],
    ['text/*', 'text/event-stream'],
    ['application/json', 'application/json'],
    ['application/*;q=0.2, text/event-stream;q=0.9', 'text/event-stream'],
    ['text/event-stream;q=0, */*', 'application/cloudevents-batch+json'],
    ['text/html, */*;q=0.1', 'application/cloudevents-batch+json'],
  ])('for Accept %j is %s', (accept, form) => {
    expect(negotiate(accept, OFFERED)).toBe(form);
  });

  it.each(['text/html', 'nonsense', '', '*/*;q=0'])('for Accept %j is none', (accept) => {
    expect(() => negotiate(accept, OFFERED)).toThrow('This is served as');
  });
});
