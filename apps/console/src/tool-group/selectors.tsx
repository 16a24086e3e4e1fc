import type { ToolGroup } from '@tools-provider/contracts';
import { Section } from '../components/ui/card.tsx';
import { Criteria } from './criteria.tsx';
import { selectorName } from './selector-words.ts';

/** The rules of a group. */
export function Selectors({ group }: { group: Pick<ToolGroup, 'selectors'> }) {
  return (
    <Section title="Selectors" description="A tool joins when it meets all criteria of at least one of them.">
      {group.selectors.length === 0 ? (
        <p className="px-5 py-6 text-sm text-muted">
          No selectors: the group holds only the tools that are named explicitly.
        </p>
      ) : (
        <ul aria-label="Selectors" className="divide-y">
          {group.selectors.map((selector, at) => (
            <li key={selector.id} className="px-4 py-(--row-y) sm:px-5">
              <Criteria selector={selector} />
              <p className="mt-0.5 font-mono text-xs break-all text-muted">{selectorName(selector.id, at)}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
