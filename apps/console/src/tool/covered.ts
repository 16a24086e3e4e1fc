import type { Consistency } from '@tools-provider/contracts';

/**
 * A tool that was read. Its `revision` is that of its source's event that last touched it, which says nothing of how far its source is
 * projected. `covered` does: everything up to this revision of its source is taken into account; left out where that is not known.
 */
export type Covered<Tool> = Tool & { readonly covered?: number };

/** How far each source is known to be projected, by its id. */
export type ProjectedSources = ReadonlyMap<string, number>;

/** A tool that was asked for when its source was known to be projected so far. */
export function coveredBy<Tool extends { readonly sourceId: string }>(
  projected: ProjectedSources,
  tool: Tool,
): Covered<Tool> {
  const covered = projected.get(tool.sourceId);
  return covered === undefined ? tool : { ...tool, covered };
}

/** What a tool's read says about its source; its own revision is not the source's. */
export function sourceSeenIn({
  covered,
  consistency: { status, headRevision },
}: Covered<{ readonly consistency: Consistency }>) {
  const isAhead = status !== 'projected';
  return { head: isAhead ? headRevision : null, projected: covered ?? null, status };
}
