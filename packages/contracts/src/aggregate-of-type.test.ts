import { expect, test } from 'vitest';
import { aggregateOfType } from './aggregate-of-type.ts';
import { eventData } from './event-data.ts';
import { CLOUD_EVENT_TYPE_PREFIX } from './values.ts';

test('every type of event is about a kind of aggregate, those of tools about their source', () => {
  for (const name of Object.keys(eventData)) {
    expect(aggregateOfType(CLOUD_EVENT_TYPE_PREFIX + name), name).toBeDefined();
  }
  expect(aggregateOfType('io.tools-provider.tool.discovered.v1')).toBe('source');
});

test('a type that is not known is about nothing', () => {
  expect(aggregateOfType('io.tools-provider.constructor.called.v1')).toBeUndefined();
  expect(aggregateOfType('com.example.group.created.v1')).toBeUndefined();
});
