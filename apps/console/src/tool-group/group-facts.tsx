import type { ToolGroup } from '@tools-provider/contracts';
import { EventsFact, Fact, Facts, IdFact } from '../components/ui/facts.tsx';
import { Moment } from '../time/moment.tsx';

/** Who made a group, when, and where its events are. */
export function GroupFacts({ group }: { group: ToolGroup }) {
  return (
    <Facts>
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
      <IdFact id={group.id} />
      <EventsFact id={group.id} />
    </Facts>
  );
}
