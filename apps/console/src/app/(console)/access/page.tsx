import type { Me } from '@tools-provider/contracts';
import type { Metadata } from 'next';
import { AccessPage } from '../../../access/access-page.tsx';
import { serviceTokensQuery } from '../../../access/queries.ts';
import { config } from '../../../server/config.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';
import { mayAdminister } from '../../../session/permissions.ts';
import { AdminsOnly } from '../../../shell/admins-only.tsx';

export const metadata: Metadata = { title: 'Access' };

export default async function Access() {
  const api = await serverApi();
  if (!mayAdminister(await api<Me>('/api/v1/me'))) {
    return <AdminsOnly title="Access">Who may call the API is for admins to see and to say.</AdminsOnly>;
  }
  const { apiUrl, oidc } = config();
  return (
    <FirstPaint reads={[(client) => client.query(serviceTokensQuery(api))]}>
      <AccessPage apiUrl={apiUrl} issuer={oidc?.name ?? null} />
    </FirstPaint>
  );
}
