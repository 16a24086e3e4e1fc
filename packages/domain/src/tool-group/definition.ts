import { CodedError } from '@tools-provider/mediator';
import { inPart } from '../places.ts';
import { limitedText, requiredText } from '../text.ts';
import { selectorIdTaken } from './errors.ts';
import {
  expressionsCost,
  hasSameCriteria,
  type ToolSelector,
  type ToolSelectorInput,
  toolSelector,
} from './selector.ts';
import type { ToolGroupState } from './state.ts';

/** How long a tool's id may be, in UTF-16 code units after trimming. */
export const MAX_TOOL_ID_LENGTH = 512;

/** How long a reason may be, in UTF-16 code units after trimming. */
export const MAX_REASON_LENGTH = 500;

/** A selector of a definition: one with an id is that selector, one without is any of the group's with the same criteria, or a new one. */
export interface DefinedSelector extends Omit<ToolSelectorInput, 'id'> {
  readonly id?: string | undefined;
  /** The id that it gets when it has none and is new. */
  readonly idIfNew: string;
}

/** A tool that is to be kept out. A reason that is left out stays as it is; `null` and a blank one are none. */
export interface DefinedExclusion {
  readonly toolId: string;
  readonly reason?: string | null | undefined;
}

/** Everything that a group is to be, whatever it was: name, description, selectors in their order, explicit and excluded tools. */
export interface ToolGroupDefinition {
  readonly name: string;
  readonly description: string;
  readonly selectors: readonly DefinedSelector[];
  readonly explicitToolIds: readonly string[];
  readonly excludedTools: readonly DefinedExclusion[];
}

/** What makes a group's lists into those of a definition, in the order in which it is to happen. */
export interface DefinitionDifferences {
  readonly removedSelectorIds: readonly string[];
  readonly addedSelectors: readonly ToolSelector[];
  /** The order that is wanted, when it is not that of what stays, followed by what is added. */
  readonly selectorOrder: readonly string[] | undefined;
  readonly removedToolIds: readonly string[];
  readonly addedToolIds: readonly string[];
  readonly includedToolIds: readonly string[];
  readonly exclusions: readonly { readonly toolId: string; readonly reason: string | null }[];
}

type Lists = Pick<ToolGroupState, 'selectors' | 'explicitTools' | 'excludedTools'>;

/**
 * The fewest changes that make the lists of a group those of a definition, in an order that depends on nothing else. `invalid` with a
 * place for what cannot be part of a group, and for what is there twice.
 */
export function definitionDifferences(state: Lists, wanted: ToolGroupDefinition): DefinitionDifferences {
  const explicitToolIds = new Set(
    wanted.explicitToolIds.map((toolId, n) =>
      inPart(
        () => `/explicitToolIds/${n}`,
        () => toolIdOf(toolId),
      ),
    ),
  );
  const isExplicit = new Set(state.explicitTools.map(({ toolId }) => toolId));
  return {
    ...selectorDifferences(state.selectors, wanted.selectors),
    removedToolIds: [...isExplicit].filter((toolId) => !explicitToolIds.has(toolId)),
    addedToolIds: [...explicitToolIds].filter((toolId) => !isExplicit.has(toolId)),
    ...exclusionDifferences(state.excludedTools, wanted.excludedTools),
  };
}

function selectorDifferences(present: readonly ToolSelector[], wanted: readonly DefinedSelector[]) {
  const selectors = matched(present, wanted);
  const isWanted = new Set<ToolSelector>(selectors);
  const kept = present.filter((selector) => isWanted.has(selector));
  const added = selectors.filter((selector) => !present.includes(selector));
  const order = selectors.map(({ id }) => id);
  const isInOrder = [...kept, ...added].every(({ id }, n) => id === order[n]);
  return {
    removedSelectorIds: present.filter((selector) => !isWanted.has(selector)).map(({ id }) => id),
    addedSelectors: added,
    selectorOrder: isInOrder ? undefined : order,
  };
}

/** The wanted selectors, as the group has them where it does. */
function matched(
  present: readonly ToolSelector[],
  wanted: readonly DefinedSelector[],
): readonly ToolSelector[] {
  let cost = 0;
  const made = wanted.map((selector, n) => {
    const one = inPart(
      (pointer) => `/selectors/${n}${pointer}`,
      () => toolSelector({ ...selector, id: selector.id ?? selector.idIfNew }, cost),
    );
    cost += expressionsCost(one);
    return one;
  });
  const isNamed = (n: number) => wanted[n]?.id !== undefined;
  const taken = namedIds(made, isNamed);
  return made.map((selector, n) => {
    if (isNamed(n)) {
      const known = present.find(({ id }) => id === selector.id);
      return known !== undefined && hasSameCriteria(known, selector) ? known : selector;
    }
    const known = present.find(({ id, ...criteria }) => {
      return !taken.has(id) && hasSameCriteria({ id, ...criteria }, selector);
    });
    if (known === undefined && (taken.has(selector.id) || present.some(({ id }) => id === selector.id))) {
      throw selectorIdTaken(selector.id);
    }
    taken.add((known ?? selector).id);
    return known ?? selector;
  });
}

function namedIds(selectors: readonly ToolSelector[], isNamed: (n: number) => boolean): Set<string> {
  const ids = new Set<string>();
  for (const [n, { id }] of selectors.entries()) {
    if (!isNamed(n)) continue;
    if (ids.has(id)) throw twice('selector', id, `/selectors/${n}/id`);
    ids.add(id);
  }
  return ids;
}

function exclusionDifferences(
  present: Lists['excludedTools'],
  wanted: readonly DefinedExclusion[],
): Pick<DefinitionDifferences, 'includedToolIds' | 'exclusions'> {
  const reasons = new Map(present.map(({ toolId, reason }) => [toolId, reason]));
  const exclusions = new Map<string, string | null>();
  for (const [n, { toolId, reason }] of wanted.entries()) {
    const id = inPart(
      () => `/excludedTools/${n}/toolId`,
      () => toolIdOf(toolId),
    );
    if (exclusions.has(id)) throw twice('excluded tool', id, `/excludedTools/${n}/toolId`);
    const known = reasons.get(id) ?? null;
    const wish = () => reasonOf(reason ?? '');
    exclusions.set(id, reason === undefined ? known : inPart((p) => `/excludedTools/${n}${p}`, wish));
  }
  const isKept = (toolId: string) => exclusions.has(toolId) && exclusions.get(toolId) === reasons.get(toolId);
  return {
    includedToolIds: [...reasons.keys()].filter((toolId) => !isKept(toolId)),
    exclusions: [...exclusions]
      .filter(([toolId]) => !isKept(toolId))
      .map(([toolId, reason]) => ({ toolId, reason })),
  };
}

function twice(what: string, id: string, pointer: string): CodedError {
  const detail = `names the ${what} ${id} a second time`;
  return new CodedError('invalid', 'duplicate-entry', `The definition ${detail}`, {
    places: [{ pointer, detail }],
  });
}

/** The id of a tool as it is stored. */
export function toolIdOf(toolId: string): string {
  return requiredText('toolId', toolId, MAX_TOOL_ID_LENGTH);
}

/** A reason as it is stored: a blank one is none. */
export function reasonOf(reason = ''): string | null {
  return limitedText('reason', reason.trim(), MAX_REASON_LENGTH) || null;
}
