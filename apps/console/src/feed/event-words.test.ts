import { expect, test } from 'vitest';
import { curlAfter, pageOfSubject, shortType } from './event-words.ts';

test('a type is shown without what all types begin with', () => {
  expect(shortType('io.tools-provider.group.created.v1')).toBe('group.created.v1');
  expect(shortType('com.example.other')).toBe('com.example.other');
});

test('an event leads to the page of its aggregate', () => {
  const of = (type: string) => pageOfSubject({ type: `io.tools-provider.${type}`, subject: 'a' });
  expect(of('group.selector.added.v1')).toBe('/tool-groups/a');
  expect(of('task.status.updated.v1')).toBe('/tasks?task=a');
  expect(of('label.created.v1')).toBeUndefined();
});

test('the command line goes on after the event', () => {
  expect(curlAfter('http://127.0.0.1:4000', { id: 'e-1' })).toContain(
    "curl -s 'http://127.0.0.1:4000/api/v1/events?lastEventId=e-1'",
  );
});
