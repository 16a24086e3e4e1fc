import type { Metadata } from 'next';
import { PipelinePage } from '../../../pipeline/pipeline-page.tsx';
import { projectionsQuery } from '../../../pipeline/projection-queries.ts';
import { quarantineQuery } from '../../../pipeline/quarantine-queries.ts';
import { samplesQuery } from '../../../pipeline/queries.ts';
import { setAsideQuery } from '../../../pipeline/set-aside-queries.ts';
import { config } from '../../../server/config.ts';
import { FirstPaint } from '../../../server/first-paint.tsx';
import { serverApi } from '../../../server/server-api.ts';

export const metadata: Metadata = { title: 'Pipeline' };

export default async function Pipeline() {
  const api = await serverApi();
  return (
    <FirstPaint
      reads={[
        (client) => client.query(samplesQuery(api)),
        (client) => client.infiniteQuery(quarantineQuery(api)),
        (client) => client.query(setAsideQuery(api)),
        (client) => client.query(projectionsQuery(api)),
      ]}
    >
      <PipelinePage hasSwitches={!config().isProduction} />
    </FirstPaint>
  );
}
