import { CodedError, type ErrorPlace } from '@tools-provider/mediator';
import { compilingCost, patternFault } from './pattern.ts';

/** How long a selector's id may be, in UTF-16 code units after trimming. */
export const MAX_SELECTOR_ID_LENGTH = 64;

const PATTERNS = ['sourcePattern', 'namePattern', 'pathPattern', 'methodPattern'] as const;

/** How long all expressions of a group's selectors may be together, each with its counted repetitions written out. */
const MAX_EXPRESSIONS_LENGTH = 10_000;

/** A rule that selects tools: all of its criteria must hold. A value; patterns are as {@link compilePattern} reads them. */
export interface ToolSelector {
  /** Names the rule within its group. */
  readonly id: string;
  /** Matches the name of the tool's source. */
  readonly sourcePattern: string;
  readonly namePattern: string;
  /** Matches the tool's path; `null` restricts nothing. */
  readonly pathPattern: string | null;
  /** Matches the tool's HTTP method; `null` restricts nothing. */
  readonly methodPattern: string | null;
  /** The tool must have all of them. */
  readonly requiredTags: readonly string[];
  /** The tool must have none of them. */
  readonly excludedTags: readonly string[];
  /** The tool must have all of them. */
  readonly requiredLabelIds: readonly string[];
}

/** A selector as somebody asks for it: what is left out restricts nothing. */
export interface ToolSelectorInput {
  readonly id: string;
  readonly sourcePattern?: string | undefined;
  readonly namePattern?: string | undefined;
  readonly pathPattern?: string | null | undefined;
  readonly methodPattern?: string | null | undefined;
  readonly requiredTags?: readonly string[] | undefined;
  readonly excludedTags?: readonly string[] | undefined;
  readonly requiredLabelIds?: readonly string[] | undefined;
}

/**
 * Makes a selector: defaults filled in, tags and labels trimmed and without repetitions. `invalid` (code `invalid-selector`) with a place
 * for each field that is wrong. `costBeside` is the
 * {@link expressionsCost} of the selectors that the group has besides: it is limited for all of them together.
 */
export function toolSelector(input: ToolSelectorInput, costBeside = 0): ToolSelector {
  const selector: ToolSelector = {
    id: input.id.trim(),
    sourcePattern: input.sourcePattern ?? '*',
    namePattern: input.namePattern ?? '*',
    pathPattern: input.pathPattern ?? null,
    methodPattern: input.methodPattern ?? null,
    requiredTags: distinct(input.requiredTags),
    excludedTags: distinct(input.excludedTags),
    requiredLabelIds: distinct(input.requiredLabelIds),
  };
  const places = faultsOf(selector, costBeside);
  if (places.length === 0) return selector;
  const message = places.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`).join('; ');
  throw new CodedError('invalid', 'invalid-selector', `The selector is not valid: ${message}`, { places });
}

/** What the expressions among a selector's patterns cost to compile, about: their characters, with repetitions written out. */
export function expressionsCost(selector: Pick<ToolSelectorInput, (typeof PATTERNS)[number]>): number {
  return PATTERNS.reduce((sum, field) => sum + compilingCost(selector[field] ?? ''), 0);
}

/** True when two selectors select the same tools by the same criteria, whatever their ids. The order of tags and labels means nothing. */
export function hasSameCriteria(one: ToolSelector, other: ToolSelector): boolean {
  return (
    one.sourcePattern === other.sourcePattern &&
    one.namePattern === other.namePattern &&
    one.pathPattern === other.pathPattern &&
    one.methodPattern === other.methodPattern &&
    hasSameMembers(one.requiredTags, other.requiredTags) &&
    hasSameMembers(one.excludedTags, other.excludedTags) &&
    hasSameMembers(one.requiredLabelIds, other.requiredLabelIds)
  );
}

/** The selectors in the order of these ids; one that is not among them comes last. */
export function inOrder(selectors: readonly ToolSelector[], ids: readonly string[]): readonly ToolSelector[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = ({ id }: ToolSelector) => places.get(id) ?? ids.length;
  return selectors.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function faultsOf(selector: ToolSelector, costBeside: number): readonly ErrorPlace[] {
  const places: ErrorPlace[] = [];
  if (selector.id === '') places.push({ pointer: '/id', detail: 'must not be blank' });
  if (selector.id.length > MAX_SELECTOR_ID_LENGTH) {
    places.push({ pointer: '/id', detail: `must have at most ${MAX_SELECTOR_ID_LENGTH} characters` });
  }
  let costSoFar = costBeside;
  for (const field of PATTERNS) {
    const pattern = selector[field] ?? '*';
    const cost = compilingCost(pattern);
    costSoFar += cost;
    // Asked first: what is too dear is not compiled to find other faults.
    const detail =
      cost > 0 && costSoFar > MAX_EXPRESSIONS_LENGTH
        ? `must not make the expressions of the group longer than ${MAX_EXPRESSIONS_LENGTH} characters together, with repetitions written out`
        : patternFault(pattern);
    if (detail !== undefined) places.push({ pointer: `/${field}`, detail });
  }
  for (const field of ['requiredTags', 'excludedTags', 'requiredLabelIds'] as const) {
    if (selector[field].includes('')) places.push({ pointer: `/${field}`, detail: 'must not hold a blank' });
  }
  return places;
}

function distinct(values: readonly string[] = []): readonly string[] {
  return [...new Set(values.map((value) => value.trim()))];
}

function hasSameMembers(one: readonly string[], other: readonly string[]): boolean {
  const members = new Set(other);
  return one.length === members.size && one.every((value) => members.has(value));
}
