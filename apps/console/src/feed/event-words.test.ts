import { expect, test } from 'vitest';
import { curlAfter, curlFollowing, nameIn, pageOfSubject, shortType } from './event-words.ts';

const event = (type: string, data: Record<string, unknown> = {}) => ({
  type: `io.tools-provider.${type}`,
  subject: 'a',
  data,
});

test('a type is shown without what all types begin with', () => {
  expect(shortType('io.tools-provider.group.created.v1')).toBe('group.created.v1');
  expect(shortType('com.example.other')).toBe('com.example.other');
});

test('an event leads to the page of its aggregate', () => {
  expect(pageOfSubject(event('group.selector.added.v1'))).toBe('/tool-groups/a');
  expect(pageOfSubject(event('task.status.updated.v1'))).toBe('/tasks?task=a');
  expect(pageOfSubject(event('tool.disabled.v1'))).toBe('/sources/a');
  expect(pageOfSubject(event('view.created.v1'))).toBeUndefined();
});

test('an event names its aggregate when it gives it a name, and not a tool of it', () => {
  expect(nameIn(event('group.created.v1', { name: 'Support' }))).toBe('Support');
  expect(nameIn(event('task.title.updated.v1', { newTitle: 'Look' }))).toBe('Look');
  expect(nameIn(event('group.deactivated.v1', { reason: null }))).toBeUndefined();
  expect(nameIn(event('tool.updated.v1', { name: 'getInvoice' }))).toBeUndefined();
});

test('the command line goes on after the event, with a placeholder for the token', () => {
  const command = curlAfter('http://127.0.0.1:4000', { id: 'e-1' });
  expect(command).toContain("curl -s 'http://127.0.0.1:4000/api/v1/events?lastEventId=e-1'");
  expect(command).toContain('"authorization: Bearer $TOKEN"');
});

test('the command line that follows the feed does not leave its quotes, whatever is filtered by', () => {
  const command = curlFollowing('http://a', new URLSearchParams({ subject: "x'; rm -rf ~ #$(id)" }));
  const [, url] = /^curl -sN '([^']*)' \\$/m.exec(command) ?? [];
  expect(url).toBe('http://a/api/v1/events?subject=x%27%3B+rm+-rf+%7E+%23%24%28id%29');
});
