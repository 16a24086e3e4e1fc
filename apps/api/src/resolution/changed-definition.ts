import type { NewSelector } from '@tools-provider/contracts';
import {
  expressionsCost,
  type GroupDefinition,
  inPart,
  type ToolSelector,
  toolSelector,
} from '@tools-provider/domain';
import { CodedError } from '@tools-provider/mediator';

/** A definition as somebody thinks of it. */
export interface WishedDefinition {
  readonly selectors?: readonly NewSelector[] | undefined;
  readonly explicitToolIds?: readonly string[] | undefined;
  readonly excludedToolIds?: readonly string[] | undefined;
  readonly excludedTools?:
    | readonly { readonly toolId: string; readonly reason?: string | null | undefined }[]
    | undefined;
}

/** The definition of no group. */
export const NO_DEFINITION: GroupDefinition = { selectors: [], explicitTools: [], excludedTools: [] };

/**
 * The definition that a wish would make of the present one: what is named already stays what it was, so that it still says when and by whom
 * it was named. Selectors without an id get one that no other has. `invalid` with the places of what is wrong.
 */
export function changedDefinition(present: GroupDefinition, wish: WishedDefinition): GroupDefinition {
  const { selectors = [], explicitToolIds = [] } = wish;
  const explicit = new Map(present.explicitTools.map((tool) => [tool.toolId, tool]));
  const excluded = new Map(present.excludedTools.map((tool) => [tool.toolId, tool]));
  return {
    selectors: selectorsOf(selectors),
    explicitTools: [...new Set(explicitToolIds)].map(
      (toolId) => explicit.get(toolId) ?? { toolId, addedAt: '', addedBy: '' },
    ),
    excludedTools: [...new Set(exclusionsOf(wish).map(({ toolId }) => toolId))].map(
      (toolId) => excluded.get(toolId) ?? { toolId, excludedAt: '', excludedBy: '', reason: null },
    ),
  };
}

/** All tools that a wish keeps out. */
export function exclusionsOf({ excludedToolIds = [], excludedTools = [] }: WishedDefinition) {
  return [...excludedToolIds.map((toolId) => ({ toolId })), ...excludedTools];
}

function selectorsOf(wishes: readonly NewSelector[]): readonly ToolSelector[] {
  const taken = new Set(wishes.flatMap(({ id }) => id ?? []));
  if (taken.size < wishes.filter(({ id }) => id !== undefined).length) {
    throw new CodedError('invalid', 'invalid-request', 'Two selectors have the same id', {
      places: [{ pointer: '/selectors', detail: 'must not hold the same id twice' }],
    });
  }
  let cost = 0;
  return wishes.map((wish, index) => {
    const id = wish.id ?? freeId(index + 1, taken);
    const selector = inPart(
      (pointer) => `/selectors/${index}${pointer}`,
      () => toolSelector({ ...wish, id }, cost),
    );
    cost += expressionsCost(selector);
    return selector;
  });
}

function freeId(number: number, taken: Set<string>): string {
  let id = `selector-${number}`;
  while (taken.has(id)) id = `${id}-new`;
  taken.add(id);
  return id;
}
