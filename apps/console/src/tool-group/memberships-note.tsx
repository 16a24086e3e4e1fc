import type { MembershipsState, ToolGroup } from '@tools-provider/contracts';
import { CircleCheck, Hourglass, OctagonAlert } from 'lucide-react';
import { Pill } from '../components/ui/pill.tsx';
import { count, counted } from '../time/numbers.ts';

/** Whether the tools that are listed are those of what is shown of the group, and how many they are. */
export function MembershipsNote({
  memberships,
  group,
}: {
  memberships: MembershipsState;
  group: Pick<ToolGroup, 'isActive' | 'revision'>;
}) {
  const { status, revision, resolvedCount, failure } = memberships;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-3 text-[0.8125rem] sm:px-5">
      {status === 'current' && (
        <Pill tone="ok">
          <CircleCheck aria-hidden />
          current, of v{group.revision}
        </Pill>
      )}
      {status === 'pending' && (
        <Pill tone="wait">
          <Hourglass aria-hidden />
          {revision === null ? 'being worked out' : `being worked out, these are of v${revision}`}
        </Pill>
      )}
      {status === 'stalled' && (
        <Pill tone="bad">
          <OctagonAlert aria-hidden />
          {revision === null ? 'not brought up to date' : `not brought up to date, these are of v${revision}`}
        </Pill>
      )}
      <p className="min-w-0 break-words text-muted">
        {resolvedCount !== null && <>The group has {counted(resolvedCount, 'tool')}</>}
        {hasMore(memberships) && <> of {count(memberships.memberCount ?? 0)} that its definition is about</>}
        {resolvedCount !== null && '. '}
        {status === 'stalled' && (failure ?? 'No worker is there that does it. ')}
        {!group.isActive && 'The group is inactive: agents get none of them.'}
      </p>
    </div>
  );
}

function hasMore({ resolvedCount, memberCount }: MembershipsState): boolean {
  return memberCount !== null && memberCount !== resolvedCount;
}
