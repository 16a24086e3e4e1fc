import type { ToolGroup } from '@tools-provider/contracts';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from '../components/ui/card.tsx';
import { Moment } from '../time/moment.tsx';

/** Who made a group, when, and where its events are. */
export function GroupFacts({ group }: { group: ToolGroup }) {
  return (
    <Section title="Details">
      <dl className="grid gap-3 p-4 text-sm sm:px-5">
        <Fact name="Revision shown">v{group.revision}</Fact>
        <Fact name="Projected">
          <Moment at={group.projectedAt} />
        </Fact>
        <Fact name="Changed">
          <Moment at={group.updatedAt} /> by {group.updatedBy}
        </Fact>
        <Fact name="Created">
          <Moment at={group.createdAt} /> by {group.createdBy}
        </Fact>
        <Fact name="Id">
          <code className="font-mono text-xs break-all">{group.id}</code>
        </Fact>
        <Fact name="Events">
          <Link
            href={`/feed?subject=${group.id}`}
            className="font-medium text-accent-text underline underline-offset-2"
          >
            In the feed
          </Link>
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
