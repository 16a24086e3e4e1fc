import type { Me } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageHeading } from '../../../components/ui/page-heading.tsx';
import { PageAlive } from '../../../live/live-provider.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { mayAdminister } from '../../../session/permissions.ts';

export const metadata: Metadata = { title: 'Access' };

export default async function AccessPage() {
  const api = await serverApi();
  if (!mayAdminister(await api<Me>('/api/v1/me'))) redirect('/');
  return (
    <>
      <PageHeading title="Access" />
      <PageAlive />
    </>
  );
}
