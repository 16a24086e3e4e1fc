import { type SelectableTool, type Unavailability, unavailabilityOf } from './catalog-tool.ts';
import { type Criterion, matcherOf, type SelectorMatcher } from './selector-matcher.ts';
import type { ExcludedTool, ExplicitTool, ToolGroupState } from './state.ts';

/** The part of a group that decides which tools it has. */
export type GroupDefinition = Pick<ToolGroupState, 'selectors' | 'explicitTools' | 'excludedTools'>;

/**
 * One reason why a group has a tool or does not have it. `null` stands for what is not known: what is not written yet has neither a time nor
 * an author.
 */
export type MembershipReason =
  | { readonly kind: 'matched'; readonly selectorId: string; readonly criteria: readonly Criterion[] }
  | {
      readonly kind: 'included';
      readonly atRevision: number | null;
      readonly at: string | null;
      readonly by: string | null;
    }
  | {
      readonly kind: 'excluded';
      readonly atRevision: number | null;
      readonly at: string | null;
      readonly by: string | null;
      readonly reason: string | null;
    }
  /** The catalogue has no such tool, or none any more. */
  | { readonly kind: 'unknown-tool' }
  | { readonly kind: Unavailability };

/** The kinds of {@link MembershipReason}. */
export const MEMBERSHIP_REASONS = [
  'matched',
  'included',
  'excluded',
  'unknown-tool',
  'deprecated',
  'disabled',
  'source-disabled',
] as const satisfies readonly MembershipReason['kind'][];

/** A tool that a group's definition is about, and what it says of it. */
export interface ToolMembership {
  readonly toolId: string;
  /** Whether the group has it: matched or included, and nothing speaks against it. */
  readonly isResolved: boolean;
  /** What speaks for it, and then what speaks against it. */
  readonly reasons: readonly MembershipReason[];
}

/** A group's definition made ready to look at many tools. */
export class CompiledDefinition {
  readonly #matchers: readonly SelectorMatcher[];
  readonly #explicit: ReadonlyMap<string, ExplicitTool>;
  readonly #excluded: ReadonlyMap<string, ExcludedTool>;

  constructor({ selectors, explicitTools, excludedTools }: GroupDefinition) {
    this.#matchers = selectors.map(matcherOf);
    this.#explicit = new Map(explicitTools.map((tool) => [tool.toolId, tool]));
    this.#excluded = new Map(excludedTools.map((tool) => [tool.toolId, tool]));
  }

  /** The tools it names, in the order in which they were included and then excluded. */
  get namedToolIds(): ReadonlySet<string> {
    return new Set([...this.#explicit.keys(), ...this.#excluded.keys()]);
  }

  /** Its selectors, in the group's order. */
  get matchers(): readonly SelectorMatcher[] {
    return this.#matchers;
  }

  /** Whether it keeps a tool out by name. */
  excludes(toolId: string): boolean {
    return this.#excluded.has(toolId);
  }

  /** Whether the group has the tool. */
  has(tool: SelectableTool): boolean {
    const { id } = tool.tool;
    if (unavailabilityOf(tool.tool).length > 0 || this.#excluded.has(id)) return false;
    return this.#explicit.has(id) || this.#matchers.some((matcher) => matcher.selects(tool));
  }

  /** What the definition says of a tool of the catalogue; `undefined` for one that it is not about. */
  explain(tool: SelectableTool): ToolMembership | undefined {
    const { id } = tool.tool;
    const matched = this.#matchers
      .filter((matcher) => matcher.selects(tool))
      .map(({ selectorId, criteria }) => ({ kind: 'matched', selectorId, criteria }) as const);
    return this.#membership(id, matched, () => unavailabilityOf(tool.tool).map((kind) => ({ kind })));
  }

  /** What the definition says of a tool that the catalogue does not have; `undefined` for one that it does not name. */
  explainUnknown(toolId: string): ToolMembership | undefined {
    return this.#membership(toolId, [], () => [{ kind: 'unknown-tool' }]);
  }

  #membership(
    toolId: string,
    matched: readonly MembershipReason[],
    obstacles: () => readonly MembershipReason[],
  ): ToolMembership | undefined {
    const explicit = this.#explicit.get(toolId);
    const excluded = this.#excluded.get(toolId);
    const inclusions = explicit === undefined ? matched : [...matched, included(explicit)];
    if (inclusions.length === 0 && excluded === undefined) return undefined;
    const against = excluded === undefined ? obstacles() : [exclusion(excluded), ...obstacles()];
    return {
      toolId,
      isResolved: inclusions.length > 0 && against.length === 0,
      reasons: [...inclusions, ...against],
    };
  }
}

function included({ addedAt, addedBy, atRevision }: ExplicitTool): MembershipReason {
  return { kind: 'included', atRevision: atRevision ?? null, at: addedAt || null, by: addedBy || null };
}

function exclusion({ excludedAt, excludedBy, reason, atRevision }: ExcludedTool): MembershipReason {
  return {
    kind: 'excluded',
    atRevision: atRevision ?? null,
    at: excludedAt || null,
    by: excludedBy || null,
    reason,
  };
}
