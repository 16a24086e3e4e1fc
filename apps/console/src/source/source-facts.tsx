import type { Source } from '@tools-provider/contracts';
import Link from 'next/link';
import { EventsFact, Fact, Facts, factLink, IdFact } from '../components/ui/facts.tsx';
import { Moment } from '../time/moment.tsx';
import { counted } from '../time/numbers.ts';
import { kindNames, placeWords } from './words.ts';

/** What a source is, where it is read, and where its events are. */
export function SourceFacts({ source }: { source: Source }) {
  return (
    <Facts>
      <Fact name="Kind">{kindNames[source.kind]}</Fact>
      <Fact name="Read at">
        <span className="break-all">{placeWords(source)}</span>
      </Fact>
      <Fact name="Tools">
        <Link href={`/tools?sourceId=${source.id}`} className={factLink}>
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
      <IdFact id={source.id} />
      <EventsFact id={source.id} />
    </Facts>
  );
}
