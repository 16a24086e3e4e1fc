import type { HistoryChange, PreviewBody, ReplaceToolGroupBody, ToolGroup } from '@tools-provider/contracts';
import { type ChangeWords, changeWords } from '../history/change-words.ts';

/** What of a group is its definition: all that a person decides about which tools it has. */
export type Defined = Pick<
  ToolGroup,
  'name' | 'description' | 'requiresApproval' | 'selectors' | 'explicitTools' | 'excludedTools'
>;

/** A group's definition as a command takes it that makes a group exactly that. */
export function definitionOf(group: Defined): ReplaceToolGroupBody {
  const { name, description, requiresApproval, selectors, explicitTools, excludedTools } = group;
  return {
    name,
    description,
    requiresApproval,
    selectors,
    explicitToolIds: explicitTools.map(({ toolId }) => toolId),
    excludedTools: excludedTools.map(({ toolId, reason }) => ({ toolId, reason })),
  };
}

/** The question what a definition would do: to a group, or as a new one. */
export function previewOf(definition: ReplaceToolGroupBody, toolGroupId?: string): PreviewBody {
  return { ...definition, ...(toolGroupId === undefined ? {} : { toolGroupId }) };
}

/** What would change in words, from one definition to another; the order of tools means nothing. */
export function differenceWords(before: ReplaceToolGroupBody, after: ReplaceToolGroupBody): ChangeWords[] {
  const fields = ['name', 'description', 'requiresApproval'] as const;
  const changes: HistoryChange[] = fields
    .filter((field) => after[field] !== undefined && before[field] !== after[field])
    .map((field) => ({ path: `/${field}`, before: before[field], after: after[field] }));
  const lists = [
    ...elementChanges('selectors', byName(before.selectors), byName(after.selectors)),
    ...elementChanges('explicitTools', byTool(idsOf(before)), byTool(idsOf(after))),
    ...elementChanges('excludedTools', byTool(before.excludedTools), byTool(after.excludedTools)),
  ];
  const isReordered = lists.length === 0 && !isSame(keysOf(before), keysOf(after));
  const order = isReordered ? [{ path: '/selectors', before: keysOf(before), after: keysOf(after) }] : [];
  return [...changes, ...lists, ...order].map(changeWords);
}

function elementChanges(
  list: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): HistoryChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => !isSame(before.get(key), after.get(key)))
    .map((key) => ({
      path: `/${list}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      ...(before.has(key) ? { before: before.get(key) } : {}),
      ...(after.has(key) ? { after: after.get(key) } : {}),
    }));
}

type Selectors = ReplaceToolGroupBody['selectors'];

// A selector that is not written yet may have no id; then what it asks for is its name.
function byName(selectors: Selectors): ReadonlyMap<string, unknown> {
  return new Map(selectors.map((selector) => [selector.id ?? JSON.stringify(selector), selector]));
}

function keysOf({ selectors }: ReplaceToolGroupBody): string[] {
  return [...byName(selectors).keys()];
}

function idsOf({ explicitToolIds }: ReplaceToolGroupBody): readonly { readonly toolId: string }[] {
  return explicitToolIds.map((toolId) => ({ toolId }));
}

function byTool<Named extends { readonly toolId: string }>(
  tools: readonly Named[],
): ReadonlyMap<string, Named> {
  return new Map(tools.map((tool) => [tool.toolId, tool]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
