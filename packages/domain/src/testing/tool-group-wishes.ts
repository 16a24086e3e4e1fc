import fc from 'fast-check';
import type { ToolGroupDefinition } from '../tool-group/definition.ts';
import type { ToolSelectorInput } from '../tool-group/selector.ts';
import { ToolGroup } from '../tool-group/tool-group.ts';
import { anyStamp, anyWish, type Wish } from './wishes.ts';

// Few values, so that wishes meet: repeated ones, contradicting ones, and ones that must be refused.
const anyName = fc.constantFrom('Search', 'search', ' Billing ', '', '   ', 'x'.repeat(201));
const anyDescription = fc.constantFrom('', 'Reads only', ' indented', 'x'.repeat(4_001));
const anySelectorId = fc.constantFrom('sel-1', 'sel-2', 'sel-3', ' sel-1 ', '');
const anyToolId = fc.constantFrom('crm:getUser', 'crm:/users/{id}#get', 'erp:list', ' ');
const anyReason = fc.constantFrom(undefined, '', 'Too dangerous', 'x'.repeat(501));
const anyRequestId = fc.constantFrom('request-1', 'request-2');
const anyRejection = fc.record({ rejectedBy: fc.constantFrom('ada', 'otto'), reason: anyReason });
// A selector has four patterns, and one that is refused keeps the whole of it out of the group.
const anyPattern = fc.oneof(
  { weight: 19, arbitrary: fc.constantFrom('*', 'get*', '[!a-c]?', 'regex:get|list') },
  { weight: 1, arbitrary: fc.constantFrom('regex:(', '', 'x'.repeat(257)) },
);
const anyTags = fc.array(fc.constantFrom('read', 'write', ' read '), { maxLength: 3 });

const anySelector: fc.Arbitrary<ToolSelectorInput> = fc.record(
  {
    id: anySelectorId,
    sourcePattern: anyPattern,
    namePattern: anyPattern,
    pathPattern: fc.option(anyPattern),
    methodPattern: fc.option(anyPattern),
    requiredTags: anyTags,
    excludedTags: anyTags,
    requiredLabelIds: anyTags,
  },
  { requiredKeys: ['id'] },
);

// Criteria that are alike but for one, also for those that are easily forgotten: methods and labels.
const anyCriteria = fc.constantFrom<Omit<ToolSelectorInput, 'id'>>(
  {},
  { methodPattern: 'GET' },
  { requiredLabelIds: ['label-1'] },
  { requiredLabelIds: ['label-1', 'label-2'] },
  { requiredTags: ['read', 'write'] },
  { requiredTags: ['write', 'read'] },
);
const anyDefinedSelectors = fc
  .array(fc.tuple(fc.constantFrom(undefined, 'sel-1', 'sel-2', 'sel-3'), anyCriteria), { maxLength: 5 })
  .map((list) =>
    list.map(([id, criteria], n) => ({
      ...criteria,
      ...(id === undefined ? {} : { id }),
      idIfNew: `new-${n}`,
    })),
  );

/** Everything that a group is to be, of few parts, so that two of them share some; now and then one that must be refused. */
export const anyToolGroupDefinition: fc.Arbitrary<ToolGroupDefinition> = fc.record({
  name: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('Search', ' Billing ') }, anyName),
  description: fc.constantFrom('', 'Reads only', ' indented'),
  selectors: anyDefinedSelectors,
  explicitToolIds: fc.array(fc.constantFrom('crm:getUser', 'erp:list', ' erp:list '), { maxLength: 3 }),
  excludedTools: fc.uniqueArray(
    fc.record(
      {
        toolId: fc.constantFrom('crm:getUser', 'crm:drop', 'erp:list'),
        reason: fc.constantFrom(undefined, null, '', 'Too dangerous'),
      },
      { requiredKeys: ['toolId'] },
    ),
    { maxLength: 3, selector: ({ toolId }) => toolId },
  ),
});

/** Calls of any method of {@link ToolGroup}, reasonable or not; deletion is rare, since nothing follows it. */
export const anyToolGroupWish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 3,
    arbitrary: anyWish(
      'changeDetails',
      fc.record({ name: anyName, description: anyDescription }, { requiredKeys: [] }),
    ),
  },
  { weight: 6, arbitrary: anyWish('replaceDefinition', anyToolGroupDefinition) },
  { weight: 9, arbitrary: anyWish('addSelector', anySelector) },
  { weight: 5, arbitrary: anyWish('removeSelector', anySelectorId) },
  { weight: 4, arbitrary: anyWish('addExplicitTool', anyToolId) },
  { weight: 3, arbitrary: anyWish('removeExplicitTool', anyToolId) },
  { weight: 4, arbitrary: anyWish('excludeTool', anyToolId, anyReason) },
  { weight: 3, arbitrary: anyWish('includeTool', anyToolId) },
  { weight: 4, arbitrary: anyWish('activate', anyRequestId) },
  { weight: 4, arbitrary: anyWish('approveActivation', anyRequestId, fc.constantFrom('ada', 'otto')) },
  { weight: 3, arbitrary: anyWish('rejectActivation', anyRequestId, anyRejection) },
  { weight: 2, arbitrary: anyWish('requireApproval') },
  { weight: 1, arbitrary: anyWish('waiveApproval') },
  { weight: 2, arbitrary: anyWish('deactivate', anyReason) },
  { weight: 1, arbitrary: anyWish('delete') },
);

/** A group that was just created, has perhaps asked for its activation, and is not stored yet. */
export const anyNewToolGroup: fc.Arbitrary<ToolGroup> = fc
  .record({
    id: fc.uuid(),
    name: fc.constantFrom('Search', ' Billing '),
    requiresApproval: fc.boolean(),
    isToBeActive: fc.boolean(),
    stamp: anyStamp,
  })
  .map(({ id, isToBeActive, stamp, ...details }) => {
    const group = ToolGroup.create(id, details, stamp);
    if (isToBeActive) group.activate('request-1', stamp);
    return group;
  });
