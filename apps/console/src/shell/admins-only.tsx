import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '../components/ui/card.tsx';
import { EmptyNotice } from '../components/ui/notices.tsx';
import { PageHeading } from '../components/ui/page-heading.tsx';
import { PageAlive } from '../live/live-provider.tsx';

/** What stands at the address of a page that is for admins, for everybody else. */
export function AdminsOnly({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <PageHeading title={title} />
      <Card>
        <EmptyNotice icon={<Lock aria-hidden />} title="For admins only">
          <p>{children}</p>
        </EmptyNotice>
      </Card>
      <PageAlive />
    </>
  );
}
