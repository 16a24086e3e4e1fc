'use client';

import { Boxes, Plus } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonVariants } from '../components/ui/button.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { useMe } from '../session/me.tsx';
import { mayCurate } from '../session/permissions.ts';

/** What the list of tool groups says that has none to show. */
export function NoToolGroups({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const canCreate = mayCurate(useMe());
  if (isFiltered) {
    return (
      <EmptyNotice icon={<Boxes aria-hidden />} title="No tool group matches">
        <p>Try other words, or look at all of them.</p>
        <Button onClick={onReset}>Show all tool groups</Button>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice icon={<Boxes aria-hidden />} title="No tool groups yet">
      <p>
        {canCreate
          ? 'Create the first one: give it a name and a selector, such as every tool whose name begins with get_.'
          : 'An operator creates them; they will appear here by themselves.'}
      </p>
      <NewGroupLink />
    </EmptyNotice>
  );
}

/** The way to the form for a new group, for those who may make one. */
export function NewGroupLink() {
  if (!mayCurate(useMe())) return null;
  return (
    <Link href="/tool-groups/new" className={buttonVariants({ variant: 'primary' })}>
      <Plus aria-hidden />
      New tool group
    </Link>
  );
}
