import type { Me } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { AuditPage } from '../../../audit/audit-page.tsx';
import { loadAuditFilters } from '../../../audit/filters.ts';
import { auditQuery } from '../../../audit/queries.ts';
import { eventTypes } from '../../../feed/event-types.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { mayAdminister } from '../../../session/permissions.ts';
import { AdminsOnly } from '../../../shell/admins-only.tsx';

export const metadata: Metadata = { title: 'Audit' };

export default async function Audit({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [api, filters] = await Promise.all([serverApi(), loadAuditFilters(searchParams)]);
  if (!mayAdminister(await api<Me>('/api/v1/me'))) {
    return <AdminsOnly title="Audit">Who did what is for admins to read.</AdminsOnly>;
  }
  return (
    <FirstPaint reads={[(client) => client.infiniteQuery(auditQuery(api, filters))]}>
      <AuditPage types={eventTypes} />
    </FirstPaint>
  );
}
