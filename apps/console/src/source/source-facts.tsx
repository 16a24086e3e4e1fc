import type { Source } from '@tools-provider/contracts';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from '../components/ui/card.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { kindNames, placeWords } from './words.ts';

/** What a source is, where it is read, and where its events are. */
export function SourceFacts({ source }: { source: Source }) {
  return (
    <Section title="Details">
      <dl className="grid gap-3 p-4 text-sm sm:px-5">
        <Fact name="Kind">{kindNames[source.kind]}</Fact>
        <Fact name="Read at">
          <span className="break-all">{placeWords(source)}</span>
        </Fact>
        <Fact name="Tools">
          <Link
            href={`/tools?sourceId=${source.id}`}
            className="font-medium text-accent-text underline underline-offset-2"
          >
            {counted(source.toolCount, 'tool')}
          </Link>
        </Fact>
        <Fact name="Last brought up to date">
          {source.lastIngestedAt === null ? 'never' : <Moment at={source.lastIngestedAt} />}
        </Fact>
        <Fact name="Changed">
          <Moment at={source.updatedAt} /> by {source.updatedBy}
        </Fact>
        <Fact name="Added">
          <Moment at={source.createdAt} /> by {source.createdBy}
        </Fact>
        <Fact name="Id">
          <code className="font-mono text-xs break-all">{source.id}</code>
        </Fact>
        <Fact name="Events">
          <Link
            href={`/feed?subject=${source.id}` as Route}
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
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
