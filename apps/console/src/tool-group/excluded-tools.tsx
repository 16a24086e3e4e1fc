import type { ToolGroup } from '@tools-provider/contracts';
import { Section } from '../components/ui/card.tsx';
import { Moment } from '../time/moment.tsx';
import { NamedTool } from './named-tool.tsx';

/** The tools that are out whatever else is said. */
export function ExcludedTools({ group }: { group: Pick<ToolGroup, 'excludedTools'> }) {
  return (
    <Section title="Excluded tools" description="Out of the group, even when they are selected or explicit.">
      {group.excludedTools.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">None.</p>
      ) : (
        <ul aria-label="Excluded tools" className="divide-y">
          {group.excludedTools.map(({ toolId, excludedAt, excludedBy, reason }) => (
            <li key={toolId} className="px-4 py-(--row-y) sm:px-5">
              <NamedTool toolId={toolId} />
              <p className="text-xs break-words text-muted">
                excluded <Moment at={excludedAt} /> by {excludedBy}
                {reason !== null && `: ${reason}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
