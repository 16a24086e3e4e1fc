import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamNaming } from './stream-name.ts';

const { nameOf, parse } = streamNaming('tools_provider');

describe('stream names', () => {
  it('can be taken apart again, whatever dashes the aggregate has', () => {
    const aggregate = fc.constantFrom('tool-group', 'task', 'source', 'a-b-c');
    fc.assert(
      fc.property(aggregate, fc.uuid(), (name, id) => {
        expect(parse(nameOf({ aggregate: name, id }))).toEqual({ aggregate: name, id });
      }),
    );
  });

  it.each([
    '$ce-tools_provider',
    'tools_provider-',
    'tools_provider-task',
    'other-task-0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  ])('does not take %s for one of ours', (stream) => {
    expect(parse(stream)).toBeUndefined();
  });
});
