'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { buttonVariants } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { NotShownYet } from '../consistency/not-shown-yet.tsx';

/** A source that is written and that the read model does not have yet, or never will. The page follows by itself. */
export function SourceNotShownYet({ id }: { id: string }) {
  return (
    <NotShownYet
      aggregate="source"
      id={id}
      one="source"
      nameless="A new source"
      waiting="The source and its tools are safely written. The read model has not taken them up yet; as soon as it has, they appear here by themselves."
    />
  );
}

/** A source that was deleted, and its tools with it. */
export function SourceDeleted() {
  return (
    <>
      <PageHeading title="Source" />
      <Card>
        <EmptyNotice icon={<Trash2 aria-hidden />} title="This source was deleted">
          <p>Its tools went with it. Its history stays in the log and in the feed.</p>
          <Link href="/sources" className={buttonVariants()}>
            Go to the sources
          </Link>
        </EmptyNotice>
      </Card>
    </>
  );
}
