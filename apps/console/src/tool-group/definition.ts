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
  const [was, is] = [byName(before, after), byName(after, before)];
  const lists = [
    ...elementChanges('selectors', was, is),
    ...elementChanges('explicitTools', byTool(idsOf(before)), byTool(idsOf(after))),
    ...elementChanges('excludedTools', byTool(before.excludedTools), byTool(after.excludedTools)),
  ];
  const orders = [[...was.keys()], [...is.keys()]] as const;
  const isReordered = lists.length === 0 && !isSame(...orders);
  const order = isReordered ? [{ path: '/selectors', before: orders[0], after: orders[1] }] : [];
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

type Selector = ReplaceToolGroupBody['selectors'][number];

/** A group's selectors by their ids. One without an id is any of `others` that asks for the same, or else a new one. */
function byName(
  { selectors }: ReplaceToolGroupBody,
  others: ReplaceToolGroupBody,
): ReadonlyMap<string, Required<Selector>> {
  const named = selectors.map((selector, at) => {
    const asked = wholeOf(selector);
    const same = others.selectors.find((other) =>
      isSame({ ...wholeOf(other), id: '' }, { ...asked, id: '' }),
    );
    return { ...asked, id: selector.id ?? same?.id ?? `new ${at + 1}` };
  });
  return new Map(named.map((selector) => [selector.id, selector]));
}

/** A selector with every criterion: what is left out restricts nothing. */
function wholeOf(selector: Selector): Required<Selector> {
  return {
    id: selector.id ?? '',
    sourcePattern: selector.sourcePattern ?? '*',
    namePattern: selector.namePattern ?? '*',
    pathPattern: selector.pathPattern ?? null,
    methodPattern: selector.methodPattern ?? null,
    requiredTags: selector.requiredTags ?? [],
    excludedTags: selector.excludedTags ?? [],
    requiredLabelIds: selector.requiredLabelIds ?? [],
  };
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
