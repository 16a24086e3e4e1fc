import type { ToolGroup } from '@tools-provider/contracts';
import { Section } from '../components/ui/card.tsx';
import { Moment } from '../time/moment.tsx';
import { NamedTool } from './named-tool.tsx';

/** The tools that are in whatever the selectors say. */
export function ExplicitTools({ group }: { group: Pick<ToolGroup, 'explicitTools'> }) {
  return (
    <Section title="Explicit tools" description="In the group whatever the selectors say.">
      {group.explicitTools.length === 0 ? (
        <p className="px-5 py-4 text-sm text-muted">None.</p>
      ) : (
        <ul aria-label="Explicit tools" className="divide-y">
          {group.explicitTools.map(({ toolId, addedAt, addedBy }) => (
            <li key={toolId} className="px-4 py-(--row-y) sm:px-5">
              <NamedTool toolId={toolId} />
              <p className="text-xs text-muted">
                added <Moment at={addedAt} /> by {addedBy}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
