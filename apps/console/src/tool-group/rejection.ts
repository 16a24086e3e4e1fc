import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CloudEvent, ToolGroup } from '@tools-provider/contracts';
import { CLOUD_EVENT_TYPE_PREFIX } from '@tools-provider/contracts/values';
import type { Api } from '../api-client/api.ts';
import { loadContracts } from '../api-client/contracts.ts';

const PAGE_SIZE = 500;

/** Why the last request to activate a group came to nothing, and who said so. */
export interface Rejection {
  readonly reason: string | null;
  readonly rejectedAt: string;
  readonly rejectedBy: string;
}

/** The {@link Rejection} that was the last word about a group's activation, as the feed tells it; null when there is none. */
export function lastRejectionQuery(api: Api, { id, revision }: Pick<ToolGroup, 'id' | 'revision'>) {
  return queryOptions({
    // With the revision, since every later event may be another last word.
    queryKey: ['feed', 'rejection', id, revision],
    queryFn: async ({ signal }) => {
      const last = (type: string) => lastEvent(api, id, type, signal);
      const [rejected, activated] = await Promise.all([
        last('group.activation.rejected.v1'),
        last('group.activated.v1'),
      ]);
      return lastRejection(rejected, activated);
    },
    placeholderData: keepPreviousData,
  });
}

/** What the last rejection says, unless the group was activated after it. */
export async function lastRejection(
  rejected: CloudEvent | undefined,
  activated: CloudEvent | undefined,
): Promise<Rejection | null> {
  if (rejected === undefined || (activated?.revision ?? -1) > rejected.revision) return null;
  const { eventData } = await loadContracts();
  return eventData['group.activation.rejected.v1'].parse(rejected.data);
}

async function lastEvent(
  api: Api,
  subject: string,
  type: string,
  signal: AbortSignal,
): Promise<CloudEvent | undefined> {
  const accept = 'application/cloudevents-batch+json';
  let last: CloudEvent | undefined;
  for (;;) {
    const query = new URLSearchParams({
      subject,
      type: CLOUD_EVENT_TYPE_PREFIX + type,
      limit: String(PAGE_SIZE),
      ...(last === undefined ? {} : { lastEventId: last.id }),
    });
    const page = await api<readonly CloudEvent[]>(`/api/v1/events?${query}`, { signal, accept });
    last = page.at(-1) ?? last;
    if (page.length < PAGE_SIZE) return last;
  }
}
