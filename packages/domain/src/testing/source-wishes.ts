import fc from 'fast-check';
import { toolIdOf } from '../source/tool-definition.ts';
import { ToolSource } from '../source/tool-source.ts';
import { inventoryOf, inventoryTool } from './inventories.ts';
import { anyStamp, anyWish, type Wish } from './wishes.ts';

const SOURCE_ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c15';
const LABEL_IDS = ['0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c16', '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c17'];

// Few values, so that wishes meet: repeated ones, contradicting ones, and ones that must be refused.
const anyName = fc.constantFrom('Petstore', ' Petstore ', 'Pets', '', 'x'.repeat(201));
const anyUrl = fc.constantFrom(
  'https://example.com/openapi.json',
  'http://example.com:8080/openapi.json',
  'https://user:secret@example.com/',
  'ftp://example.com/',
  '',
);
const anyReason = fc.constantFrom(undefined, '', 'Too dangerous', 'x'.repeat(501));
const anyToolId = fc.constantFrom(
  ...['getPet', 'addPet', 'dropPet', 'constructor'].map((operation) => toolIdOf(SOURCE_ID, operation)),
);
const anyLabelId = fc.constantFrom(...LABEL_IDS, 'no-uuid');
const anyInventory = fc.constantFrom(
  inventoryOf([]),
  inventoryOf(['getPet']),
  inventoryOf(['getPet', 'addPet']),
  inventoryOf(['addPet', inventoryTool('getPet', { description: 'Finds one' })]),
  inventoryOf(['getPet', 'addPet', 'dropPet'], [{ place: '/paths/~1pets/get', detail: 'has no id' }]),
  inventoryOf(['getPet', 'getPet']),
);
const anyAttempt = fc.record({
  attemptId: fc.constantFrom('attempt-1', 'attempt-2', 'attempt-3', 'attempt-4'),
  reason: fc.constantFrom('It answered 500', ' '),
});

/** Calls of any method of {@link ToolSource}, reasonable or not; its end is rare, since nothing follows it. */
export const anySourceWish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 8, arbitrary: anyWish('ingest', anyInventory) },
  { weight: 3, arbitrary: anyWish('reportFailure', anyAttempt) },
  {
    weight: 3,
    arbitrary: anyWish('changeDetails', fc.record({ name: anyName, url: anyUrl }, { requiredKeys: [] })),
  },
  { weight: 2, arbitrary: anyWish('enable') },
  { weight: 2, arbitrary: anyWish('disable', anyReason) },
  { weight: 3, arbitrary: anyWish('enableTool', anyToolId) },
  { weight: 4, arbitrary: anyWish('disableTool', anyToolId, anyReason) },
  {
    weight: 4,
    arbitrary: anyWish(
      'changeTool',
      anyToolId,
      fc.record(
        {
          name: fc.option(anyName),
          description: fc.option(fc.constantFrom('', 'Reads only', 'x'.repeat(4_001))),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { weight: 5, arbitrary: anyWish('labelTool', anyToolId, anyLabelId) },
  { weight: 2, arbitrary: anyWish('unlabelTool', anyToolId, anyLabelId) },
  { weight: 2, arbitrary: anyWish('dropLabel', anyLabelId) },
  { weight: 1, arbitrary: anyWish('deregister') },
);

/** A source that was just registered, read or not, and is not stored yet. */
export const anyNewSource: fc.Arbitrary<ToolSource> = fc
  .record({
    url: fc.constantFrom(undefined, 'https://example.com/openapi.json'),
    isRead: fc.boolean(),
    stamp: anyStamp,
  })
  .map(({ url, isRead, stamp }) => {
    const source = ToolSource.register(SOURCE_ID, { name: 'Petstore', kind: 'openapi', url }, stamp);
    if (isRead) source.ingest(inventoryOf(['getPet', 'addPet']), stamp);
    return source;
  });
