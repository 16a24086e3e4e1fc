import type { ToolGroup } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { readTransferText } from './transfer-file.ts';
import { transferText } from './transfer-text.ts';

const group: ToolGroup = {
  id: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  name: 'Billing',
  description: 'Reads',
  selectors: [
    {
      id: 'sel-1',
      sourcePattern: '*',
      namePattern: 'get*',
      pathPattern: null,
      methodPattern: 'GET',
      requiredTags: ['billing'],
      excludedTags: [],
      requiredLabelIds: [],
    },
  ],
  explicitTools: [{ toolId: 's:one', addedAt: '2026-01-02T03:04:05.678Z', addedBy: 'otto' }],
  excludedTools: [
    { toolId: 's:two', excludedAt: '2026-01-02T03:04:05.678Z', excludedBy: 'otto', reason: 'unsafe' },
  ],
  isActive: true,
  deactivationReason: null,
  requiresApproval: true,
  activationRequest: null,
  createdAt: '2026-01-02T03:04:05.678Z',
  createdBy: 'otto',
  updatedAt: '2026-01-02T03:04:05.678Z',
  updatedBy: 'otto',
  revision: 7,
  projectedAt: '2026-01-02T03:04:05.700Z',
  consistency: { status: 'projected', headRevision: 7 },
};

const text = (...toolGroups: unknown[]) =>
  JSON.stringify({ format: 'tools-provider/tool-groups', version: 1, toolGroups });
const bare = { name: 'Bare', description: '', selectors: [], explicitToolIds: [], excludedTools: [] };

test('what was exported is read again as it was', () => {
  const file = readTransferText(transferText([group], '2026-01-02T03:04:05.678Z'));
  expect(file).toEqual({
    kind: 'groups',
    groups: [
      {
        kind: 'readable',
        name: 'Billing',
        id: group.id,
        revision: 7,
        definition: {
          name: 'Billing',
          description: 'Reads',
          requiresApproval: true,
          selectors: group.selectors,
          explicitToolIds: ['s:one'],
          excludedTools: [{ toolId: 's:two', reason: 'unsafe' }],
        },
      },
    ],
  });
});

test('a group that is wrong says where, and leaves the others as they are', () => {
  const file = readTransferText(
    text(
      bare,
      { ...bare, name: ' ', selectors: [{ namePattern: '' }] },
      { ...bare, id: 'x', isActive: true },
      7,
    ),
  );
  expect(file.kind === 'groups' && file.groups.map(({ kind, name }) => [kind, name])).toEqual([
    ['readable', 'Bare'],
    ['wrong', 'A group without a name'],
    ['wrong', 'Bare'],
    ['wrong', 'A group without a name'],
  ]);
  expect(file).toMatchObject({
    groups: [
      {},
      { errors: { name: 'Must not be blank', 'selectors[0].namePattern': expect.any(String) } },
      {},
      {},
    ],
  });
});

test('the second group of one id is wrong', () => {
  expect(readTransferText(text({ ...bare, id: group.id }, { ...bare, id: group.id }))).toMatchObject({
    groups: [{ kind: 'readable' }, { kind: 'wrong', errors: { id: expect.any(String) } }],
  });
});

test.each([
  ['not json', /^It is not JSON/],
  ['{"format":"other","version":1,"toolGroups":[]}', /tools-provider\/tool-groups/],
  ['{"format":"tools-provider/tool-groups","version":2,"toolGroups":[{}]}', /knows no other/],
  ['{"format":"tools-provider/tool-groups","version":1,"toolGroups":[]}', /no tool group/],
  ['null', /object/],
])('%s is no such file, and says why', (given, why) => {
  const file = readTransferText(given);
  expect(file.kind === 'no-file' && Object.values(file.errors).join(' ')).toMatch(why);
});

test('a mark in front of the text is no part of it', () => {
  expect(readTransferText(`\uFEFF${text(bare)}`)).toMatchObject({ groups: [{ kind: 'readable' }] });
});

test('a name of the prototype in a file is refused as any other that is not known', () => {
  const hostile = `{"format":"tools-provider/tool-groups","version":1,"toolGroups":[{"__proto__":{"isAdmin":true},"constructor":{},"name":"x","description":"","selectors":[],"explicitToolIds":[],"excludedTools":[]}]}`;
  expect(readTransferText(hostile)).toMatchObject({ groups: [{ kind: 'wrong', name: 'x' }] });
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});
