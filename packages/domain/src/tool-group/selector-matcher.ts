import type { CatalogTool, SelectableTool } from './catalog-tool.ts';
import type { FoldedText } from './pattern.ts';
import { ANY, compileFoldedPattern, compilePattern, isRegex, type PatternMatcher } from './pattern.ts';
import type { ToolSelector } from './selector.ts';
import { nearnessTo } from './text-nearness.ts';

/** What a selector can look at, in the order in which it is told. */
export const CRITERIA = [
  'source',
  'name',
  'path',
  'method',
  'required-tags',
  'excluded-tags',
  'required-labels',
] as const;

/** A field of a tool that a selector restricts. */
export type Criterion = (typeof CRITERIA)[number];

interface Check {
  readonly criterion: Criterion;
  /** How dear it is: the cheap ones are asked first. */
  readonly cost: number;
  readonly holds: (tool: SelectableTool) => boolean;
  /** How near a tool comes for which it does not hold, from 0 to 1. */
  readonly nearness: (tool: CatalogTool) => number;
}

/** What alone keeps a tool out of a selector. */
export interface Obstacle {
  readonly criterion: Criterion;
  /** How near the tool comes to what is asked for, from 0 to 1; worked out when it is asked for. */
  nearness(): number;
}

/** So many answers are kept of a pattern whose values are few, as those of methods and sources are. */
const REMEMBERED = 1_000;

/** A selector made ready to look at many tools. */
export class SelectorMatcher {
  readonly selectorId: string;
  /** What it restricts, in the order of {@link CRITERIA}; nothing: it selects every tool. */
  readonly criteria: readonly Criterion[];
  readonly #checks: readonly Check[];
  #asked: SelectableTool | undefined;
  /** Of the checks, the first that does not hold for the tool that was asked about last; −1: all hold. */
  #failsAt = -1;

  constructor(selector: ToolSelector) {
    this.selectorId = selector.id;
    const checks = checksOf(selector);
    this.criteria = checks.map(({ criterion }) => criterion);
    this.#checks = checks.toSorted((one, other) => one.cost - other.cost);
  }

  /** Whether all criteria hold. Asked again about the same tool, it knows. */
  selects(tool: SelectableTool): boolean {
    if (this.#asked !== tool) {
      this.#failsAt = this.#checks.findIndex(({ holds }) => !holds(tool));
      this.#asked = tool;
    }
    return this.#failsAt === -1;
  }

  /**
   * The one criterion that does not hold while others do. `undefined` when all hold, when several do not, and for a selector of one
   * criterion, which every other tool would miss by one.
   */
  onlyObstacle(tool: SelectableTool): Obstacle | undefined {
    if (this.#checks.length < 2 || this.selects(tool)) return undefined;
    const hasAnother = this.#checks.some(({ holds }, index) => index > this.#failsAt && !holds(tool));
    const check = hasAnother ? undefined : this.#checks[this.#failsAt];
    if (check === undefined) return undefined;
    return { criterion: check.criterion, nearness: () => check.nearness(tool.tool) };
  }
}

// Compiling costs far more than looking, and a selector never changes.
const matchers = new WeakMap<ToolSelector, SelectorMatcher>();

/** The matcher of a selector, made once for each. */
export function matcherOf(selector: ToolSelector): SelectorMatcher {
  const known = matchers.get(selector);
  if (known !== undefined) return known;
  const matcher = new SelectorMatcher(selector);
  matchers.set(selector, matcher);
  return matcher;
}

function checksOf(selector: ToolSelector): readonly Check[] {
  const { sourcePattern, namePattern, pathPattern, methodPattern } = selector;
  const { requiredTags, excludedTags, requiredLabelIds } = selector;
  const checks = [
    patternCheck('source', sourcePattern, ({ sourceName }) => sourceName),
    patternCheck(
      'name',
      namePattern,
      ({ name }) => name,
      ({ name }) => name,
    ),
    patternCheck(
      'path',
      pathPattern,
      ({ path }) => path ?? '',
      ({ path }) => path,
    ),
    patternCheck('method', methodPattern, ({ method }) => method ?? ''),
    listCheck(
      'required-tags',
      requiredTags,
      ({ tool }) => hasAll(tool.tags, requiredTags),
      ({ tags }) => countOf(requiredTags, tags) / requiredTags.length,
    ),
    listCheck(
      'excluded-tags',
      excludedTags,
      ({ tool }) => !excludedTags.some((tag) => tool.tags.includes(tag)),
      ({ tags }) => 1 / (1 + countOf(excludedTags, tags)),
    ),
    listCheck(
      'required-labels',
      requiredLabelIds,
      ({ tool }) => hasAll(tool.labelIds, requiredLabelIds),
      ({ labelIds }) => countOf(requiredLabelIds, labelIds) / requiredLabelIds.length,
    ),
  ];
  return checks.filter((check) => check !== undefined);
}

/** A pattern that every value fits is no criterion. `folded` reads what is compared where that is made ready for all tools; without it the values are few. */
function patternCheck(
  criterion: Criterion,
  pattern: string | null,
  read: (tool: CatalogTool) => string,
  folded?: (tool: SelectableTool) => FoldedText,
): Check | undefined {
  if (pattern === null || pattern === ANY) return undefined;
  let measure: ((value: string) => number) | undefined;
  return {
    criterion,
    cost: folded === undefined ? 0 : isRegex(pattern) ? 3 : 2,
    holds: folded === undefined ? onFewValues(pattern, read) : onFolded(pattern, folded),
    nearness: (tool) => {
      // Hardly any selector is ever asked.
      measure ??= nearnessTo(pattern);
      return measure(read(tool));
    },
  };
}

function listCheck(
  criterion: Criterion,
  wanted: readonly string[],
  holds: Check['holds'],
  nearness: Check['nearness'],
): Check | undefined {
  return wanted.length === 0 ? undefined : { criterion, cost: 1, holds, nearness };
}

function onFewValues(pattern: string, read: (tool: CatalogTool) => string): Check['holds'] {
  const fits = remembering(compilePattern(pattern));
  return ({ tool }) => fits(read(tool));
}

function onFolded(pattern: string, read: (tool: SelectableTool) => FoldedText): Check['holds'] {
  const fits = compileFoldedPattern(pattern);
  return (tool) => fits(read(tool));
}

function remembering(matches: PatternMatcher): PatternMatcher {
  const answers = new Map<string, boolean>();
  return (value) => {
    const known = answers.get(value);
    if (known !== undefined) return known;
    if (answers.size === REMEMBERED) answers.clear();
    const answer = matches(value);
    answers.set(value, answer);
    return answer;
  };
}

function countOf(wanted: readonly string[], values: readonly string[]): number {
  return wanted.filter((value) => values.includes(value)).length;
}

function hasAll(values: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((value) => values.includes(value));
}
