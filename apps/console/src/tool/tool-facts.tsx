import type { Tool } from '@tools-provider/contracts';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from '../components/ui/card.tsx';
import { Moment } from '../time/moment.tsx';

const link = 'font-medium text-accent-text underline underline-offset-2';

/** Where a tool comes from, what its document says of it, and where its events are. */
export function ToolFacts({ tool }: { tool: Tool }) {
  return (
    <Section title="Details">
      <dl className="grid gap-3 p-4 text-sm sm:px-5">
        <Fact name="Source">
          <Link href={`/sources/${tool.sourceId}`} className={link}>
            {tool.sourceName}
          </Link>
        </Fact>
        {tool.tags.length > 0 && (
          <Fact name="Tags">
            <span className="flex flex-wrap gap-x-2 gap-y-1">
              {tool.tags.map((tag) => (
                <Link key={tag} href={`/tools?tag=${encodeURIComponent(tag)}`} className={link}>
                  {tag}
                </Link>
              ))}
            </span>
          </Fact>
        )}
        {tool.nameOverride !== null && <Fact name="Called by its document">{tool.documentName}</Fact>}
        {tool.descriptionOverride !== null && (
          <Fact name="Described by its document">{tool.documentDescription || 'not at all'}</Fact>
        )}
        <Fact name="Last touched by">
          v{tool.revision} of its source, <Moment at={tool.updatedAt} /> by {tool.updatedBy}
        </Fact>
        <Fact name="Found">
          <Moment at={tool.discoveredAt} />
        </Fact>
        <Fact name="Id">
          <code className="font-mono text-xs break-all">{tool.id}</code>
        </Fact>
        <Fact name="Events">
          <Link href={`/sources/${tool.sourceId}?tab=history` as Route} className={link}>
            In the history of its source
          </Link>
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 break-words">
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
