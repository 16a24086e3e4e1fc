import type { Tool } from '@tools-provider/contracts';
import type { Route } from 'next';
import Link from 'next/link';
import { Fact, Facts, factLink, IdFact } from '../components/ui/facts.tsx';
import { Moment } from '../time/moment.tsx';

/** Where a tool comes from, what its document says of it, and where its events are. */
export function ToolFacts({ tool }: { tool: Tool }) {
  return (
    <Facts>
      <Fact name="Source">
        <Link href={`/sources/${tool.sourceId}`} className={factLink}>
          {tool.sourceName}
        </Link>
      </Fact>
      {tool.tags.length > 0 && (
        <Fact name="Tags">
          <span className="flex flex-wrap gap-x-2 gap-y-1">
            {tool.tags.map((tag) => (
              <Link key={tag} href={`/tools?tag=${encodeURIComponent(tag)}`} className={factLink}>
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
      <IdFact id={tool.id} />
      <Fact name="Events">
        <Link href={`/sources/${tool.sourceId}?tab=history` as Route} className={factLink}>
          In the history of its source
        </Link>
      </Fact>
    </Facts>
  );
}
