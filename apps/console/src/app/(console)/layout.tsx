import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '@tools-provider/contracts';
import { type ReactNode, Suspense } from 'react';
import { LiveProvider } from '../../live/live-provider.tsx';
import { PipelineBanner } from '../../pipeline/pipeline-banner.tsx';
import { pipelineQuery } from '../../pipeline/queries.ts';
import { preferencesKey } from '../../preferences/queries.ts';
import { ServerReads } from '../../server/first-paint.tsx';
import { savedPreferences } from '../../server/saved-preferences.ts';
import { serverApi } from '../../server/server-api.ts';
import { MeProvider } from '../../session/me.tsx';
import { Main } from '../../shell/main.tsx';
import { QueryProvider } from '../../shell/query-provider.tsx';
import { Shell } from '../../shell/shell.tsx';
import Loading from './loading.tsx';

export const dynamic = 'force-dynamic';

// What stands around a page is sent at once. The banner comes with the page, which it would otherwise push down.
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const api = await serverApi();
  const me = await api<Me>('/api/v1/me');
  return (
    <QueryProvider>
      <MeProvider me={me}>
        <LiveProvider person={me.id}>
          <ServerReads reads={[knownPreferences]}>
            <Shell>
              <Suspense
                fallback={
                  <Main>
                    <Loading />
                  </Main>
                }
              >
                <ServerReads reads={[(client) => client.query(pipelineQuery(api))]}>
                  <PipelineBanner />
                  <Main>{children}</Main>
                </ServerReads>
              </Suspense>
            </Shell>
          </ServerReads>
        </LiveProvider>
      </MeProvider>
    </QueryProvider>
  );
}

async function knownPreferences(client: QueryClient): Promise<void> {
  const saved = await savedPreferences();
  if (saved !== undefined) client.setQueryData(preferencesKey, saved);
}
