import { type CatalogTool, type SelectableTool, unavailabilityOf } from './catalog-tool.ts';
import type { CompiledDefinition, GroupDefinition } from './membership.ts';
import { hasSameCriteria } from './selector.ts';
import type { Criterion, SelectorMatcher } from './selector-matcher.ts';

/** An available tool that the changed definition does not let in, because it fails one criterion of a selector that holds otherwise. */
export interface NearMiss<Tool extends CatalogTool = CatalogTool> {
  readonly tool: Tool;
  readonly selectorId: string;
  readonly criterion: Criterion;
}

/** A selector that tools may nearly be selected by. */
interface Candidate {
  readonly matcher: SelectorMatcher;
  /** How much it counts: one that is being changed more than any that is not, and the more criteria hold the more. */
  readonly weight: number;
}

interface Ranked<Tool extends CatalogTool> {
  readonly miss: NearMiss<Tool>;
  readonly weight: number;
  readonly nearness: number;
}

const CHANGED = 100;

/** How near a tool is that fails a criterion: one of another source is another tool, one with another method or tag may be the one that is meant. */
const KINDS: Readonly<Record<Criterion, number>> = {
  source: 0,
  name: 1,
  path: 1,
  method: 2,
  'required-tags': 2,
  'excluded-tags': 2,
  'required-labels': 2,
};

/**
 * Keeps the nearest misses of a changed definition, as many as are wanted. Nearest are those of selectors that are being changed, then
 * those for which more criteria hold, then those of another method, tag or label before those of another name, and these before those of
 * another source; then those that come nearer to what that criterion asks for. Else the catalogue's order decides.
 */
export class NearMisses<Tool extends CatalogTool> {
  readonly #definition: CompiledDefinition;
  readonly #candidates: readonly Candidate[];
  readonly #most: number;
  readonly #kept: Ranked<Tool>[] = [];
  #hasMore = false;

  constructor(before: GroupDefinition, after: GroupDefinition, definition: CompiledDefinition, most: number) {
    const known = new Map(before.selectors.map((selector) => [selector.id, selector]));
    const weights = new Map(
      after.selectors.map((selector) => {
        const other = known.get(selector.id);
        return [selector.id, other === undefined || !hasSameCriteria(other, selector) ? CHANGED : 0];
      }),
    );
    this.#definition = definition;
    this.#most = most;
    this.#candidates = definition.matchers
      .map((matcher) => ({
        matcher,
        weight: (weights.get(matcher.selectorId) ?? 0) + matcher.criteria.length,
      }))
      .toSorted((one, other) => other.weight - one.weight);
  }

  /** Looks at a tool that the changed definition does not let in. */
  add(tool: SelectableTool<Tool>): void {
    if (unavailabilityOf(tool.tool).length > 0 || this.#definition.excludes(tool.tool.id)) return;
    const worst = this.#kept.length < this.#most ? undefined : this.#kept.at(-1);
    // Of what can no longer be shown it is enough to know that there is some.
    const least = worst === undefined || !this.#hasMore ? 0 : worst.weight;
    const found = this.#nearest(tool, least);
    if (found === undefined) return;
    const at = this.#kept.findLastIndex((other) => !isNearer(found, other)) + 1;
    this.#kept.splice(at, 0, found);
    if (this.#kept.length <= this.#most) return;
    this.#kept.pop();
    this.#hasMore = true;
  }

  /** The nearest first. */
  get nearest(): readonly NearMiss<Tool>[] {
    return this.#kept.map(({ miss }) => miss);
  }

  /** Whether there are more than those. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  #nearest(tool: SelectableTool<Tool>, least: number): Ranked<Tool> | undefined {
    let best: Ranked<Tool> | undefined;
    for (const { matcher, weight } of this.#candidates) {
      if (weight < Math.max(least, best?.weight ?? 0)) break;
      const obstacle = matcher.onlyObstacle(tool);
      if (obstacle === undefined) continue;
      const { selectorId } = matcher;
      const { criterion } = obstacle;
      const found = {
        miss: { tool: tool.tool, selectorId, criterion },
        weight,
        nearness: obstacle.nearness(),
      };
      if (best === undefined || isNearer(found, best)) best = found;
    }
    return best;
  }
}

function isNearer(one: Ranked<CatalogTool>, other: Ranked<CatalogTool>): boolean {
  if (one.weight !== other.weight) return one.weight > other.weight;
  const kinds = KINDS[one.miss.criterion] - KINDS[other.miss.criterion];
  return kinds === 0 ? one.nearness > other.nearness : kinds > 0;
}
