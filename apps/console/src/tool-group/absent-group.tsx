'use client';

import { CircleSlash2, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card, Section } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { NotShownYet } from '../consistency/not-shown-yet.tsx';
import { AggregateHistory } from '../history/aggregate-history.tsx';
import { groupHref } from './hrefs.ts';

/** A group that is written and that the read model does not have yet, or never will. The page follows by itself. */
export function GroupNotShownYet({ id }: { id: string }) {
  return (
    <NotShownYet
      aggregate="tool-group"
      id={id}
      one="group"
      nameless="A new tool group"
      waiting="The group is safely written. The read model has not taken it up yet; as soon as it has, the group appears here by itself."
      whenSetAside={<LoggedHistory id={id} />}
    />
  );
}

/** A group that is written and is not among what is shown: its creation was left out, or its document is gone. `reason` is the api's word. */
export function GroupLeftOut({ id, reason }: { id: string; reason: string }) {
  return (
    <>
      <PageHeading title="Tool group" />
      <Card>
        <EmptyNotice icon={<CircleSlash2 aria-hidden />} title="Saved, and left out">
          <p className="break-words">{reason}</p>
          <p>The log has all of it, and the feed, too. It selects no tools meanwhile.</p>
        </EmptyNotice>
      </Card>
      <LoggedHistory id={id} />
    </>
  );
}

/** A group that was deleted; its past can still be looked at. */
export function GroupDeleted({ id }: { id: string }) {
  return (
    <>
      <PageHeading title="Tool group" />
      <Card>
        <EmptyNotice icon={<Trash2 aria-hidden />} title="This tool group was deleted">
          <p>Its history stays in the log and in the feed; it selects no tools any more.</p>
          <Link href="/tool-groups" className={buttonVariants()}>
            Go to the tool groups
          </Link>
        </EmptyNotice>
      </Card>
      <LoggedHistory id={id} />
    </>
  );
}

// The log has it, whatever the read model shows.
function LoggedHistory({ id }: { id: string }) {
  return (
    <Section title="History" className="mt-(--between)">
      <AggregateHistory aggregate="tool-group" id={id} pastHref={(revision) => groupHref(id, revision)} />
    </Section>
  );
}
