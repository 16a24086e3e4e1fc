import { type CatalogTool, type SelectableTool, selectable } from './catalog-tool.ts';
import { CompiledDefinition, type GroupDefinition, type MembershipReason } from './membership.ts';
import { type NearMiss, NearMisses } from './near-misses.ts';
import { hasSameCriteria } from './selector.ts';

/** A tool that a changed definition lets in or out. */
export interface PreviewedChange<Tool extends CatalogTool = CatalogTool> {
  readonly tool: Tool;
  /** What the present definition says of it; nothing for one that it is not about. */
  readonly before: readonly MembershipReason[];
  /** What the changed definition says of it; nothing for one that it is not about. */
  readonly after: readonly MembershipReason[];
}

/** What a changed definition would do. Lists are in the catalogue's order, near misses the nearest first; all end at the limits. Totals count all. */
export interface DefinitionPreview<Tool extends CatalogTool = CatalogTool> {
  readonly totals: {
    /** How many tools the group has now, and how many it would have. */
    readonly before: number;
    readonly after: number;
    readonly joining: number;
    readonly leaving: number;
  };
  readonly joining: readonly PreviewedChange<Tool>[];
  readonly leaving: readonly PreviewedChange<Tool>[];
  readonly nearMisses: readonly NearMiss<Tool>[];
  /** Whether there are more near misses than those. */
  readonly hasMoreNearMisses: boolean;
  /** The tools that the changed definition names and the catalogue does not have. */
  readonly unknownToolIds: readonly string[];
}

/** How long the lists of a preview may be. */
export interface PreviewLimits {
  /** Of those who join, and of those who leave. */
  readonly changes: number;
  readonly nearMisses: number;
}

/** Compares what two definitions make of a catalogue, a tool at a time, so that whoever shows it tools can rest between two. */
export class PreviewRun<Tool extends CatalogTool> {
  readonly #before: CompiledDefinition;
  readonly #after: CompiledDefinition;
  readonly #limits: PreviewLimits;
  readonly #unknown: Set<string>;
  readonly #joining: PreviewedChange<Tool>[] = [];
  readonly #leaving: PreviewedChange<Tool>[] = [];
  readonly #nearMisses: NearMisses<Tool>;
  readonly #totals = { before: 0, after: 0, joining: 0, leaving: 0 };

  constructor(before: GroupDefinition, after: GroupDefinition, limits: PreviewLimits) {
    this.#before = new CompiledDefinition(withSharedSelectors(before, after));
    this.#after = new CompiledDefinition(after);
    this.#limits = limits;
    this.#nearMisses = new NearMisses(before, after, this.#after, limits.nearMisses);
    this.#unknown = new Set(this.#after.namedToolIds);
  }

  /** Looks at the next tool. */
  add(tool: SelectableTool<Tool>): void {
    this.#unknown.delete(tool.tool.id);
    const wasIn = this.#before.has(tool);
    const isIn = this.#after.has(tool);
    if (wasIn) this.#totals.before += 1;
    if (isIn) this.#totals.after += 1;
    else this.#nearMisses.add(tool);
    if (wasIn === isIn) return;
    this.#totals[isIn ? 'joining' : 'leaving'] += 1;
    const list = isIn ? this.#joining : this.#leaving;
    if (list.length < this.#limits.changes) list.push(this.#change(tool));
  }

  /** What came of it. */
  result(): DefinitionPreview<Tool> {
    return {
      totals: { ...this.#totals },
      joining: this.#joining,
      leaving: this.#leaving,
      nearMisses: this.#nearMisses.nearest,
      hasMoreNearMisses: this.#nearMisses.hasMore,
      unknownToolIds: [...this.#unknown],
    };
  }

  #change(tool: SelectableTool<Tool>): PreviewedChange<Tool> {
    return {
      tool: tool.tool,
      before: this.#before.explain(tool)?.reasons ?? [],
      after: this.#after.explain(tool)?.reasons ?? [],
    };
  }
}

/** The present definition with the selectors of the changed one where they are the same, so that each is asked once about a tool. */
function withSharedSelectors(before: GroupDefinition, after: GroupDefinition): GroupDefinition {
  const kept = new Map(after.selectors.map((selector) => [selector.id, selector]));
  const selectors = before.selectors.map((selector) => {
    const other = kept.get(selector.id);
    return other !== undefined && hasSameCriteria(other, selector) ? other : selector;
  });
  return { ...before, selectors };
}

/** What a changed definition would do to the tools of a catalogue. */
export function previewDefinition<Tool extends CatalogTool>(
  before: GroupDefinition,
  after: GroupDefinition,
  catalog: Iterable<Tool>,
  limits: PreviewLimits,
): DefinitionPreview<Tool> {
  const run = new PreviewRun<Tool>(before, after, limits);
  for (const tool of catalog) run.add(selectable(tool));
  return run.result();
}
