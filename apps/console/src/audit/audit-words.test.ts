import { CLOUD_EVENT_TYPE_PREFIX } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { eventTypes } from '../feed/event-types.ts';
import { deedWords, nameIn, pageOfEntry, typesAbout } from './audit-words.ts';

test.each([
  ['group.created.v1', 'Tool group created'],
  ['group.selector.added.v1', 'Selector added'],
  ['task.status.updated.v1', 'Task status updated'],
  ['service-token.revoked.v1', 'Service token revoked'],
  ['something.new.happened.v2', 'Something new happened'],
])('%s is “%s” in words', (type, words) => {
  expect(deedWords(CLOUD_EVENT_TYPE_PREFIX + type)).toBe(words);
});

test('the types about a source are those of its tools, too, and those about anything are all', () => {
  const aboutSources = typesAbout(eventTypes, 'source').map((type) =>
    type.slice(CLOUD_EVENT_TYPE_PREFIX.length),
  );
  expect(aboutSources).toContain('source.registered.v1');
  expect(aboutSources.some((type) => type.startsWith('tool.'))).toBe(true);
  expect(aboutSources.some((type) => type.startsWith('task.'))).toBe(false);
  expect(typesAbout(eventTypes, null).length).toBeGreaterThan(aboutSources.length);
});

test('an entry leads to the page of what it is about, and to none that is not there', () => {
  expect(pageOfEntry({ aggregate: 'tool-group', id: 'a/b' })).toBe('/tool-groups/a%2Fb');
  expect(pageOfEntry({ aggregate: 'task', id: '1' })).toBe('/tasks?task=1');
  expect(pageOfEntry({ aggregate: null, id: '1' })).toBeUndefined();
});

test('the name that an event gives is shown, and nothing is made up', () => {
  expect(nameIn({ title: 'Review' })).toBe('Review');
  expect(nameIn({ name: 7 })).toBeUndefined();
  expect(nameIn({})).toBeUndefined();
});
