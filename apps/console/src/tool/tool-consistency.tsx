import type { ToolSummary } from '@tools-provider/contracts';
import { ConsistencyBadge } from '../consistency/consistency-badge.tsx';
import type { Covered } from './covered.ts';

/** How consistent a tool is with what was written of its source, whose entity it is. */
export function ToolConsistency({
  tool,
}: {
  tool: Covered<Pick<ToolSummary, 'sourceId' | 'revision' | 'projectedAt' | 'consistency'>>;
}) {
  return <ConsistencyBadge aggregate="source" id={tool.sourceId} document={tool} />;
}
