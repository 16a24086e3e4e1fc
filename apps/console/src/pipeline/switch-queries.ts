import { queryOptions } from '@tanstack/react-query';
import type { WorkerSwitchBoardBody, WorkerSwitchEffect } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the switches of development. */
export const switchesKey = ['worker-switches'] as const;

/** Where they are set. */
export const SWITCHES_PATH = '/api/v1/dev/worker/switches';

const EVERY_MS = 5_000;

/** What is set for the workers, by whomever. There in development only. */
export function switchesQuery(api: Api) {
  return queryOptions({
    queryKey: switchesKey,
    queryFn: ({ signal }) => api<WorkerSwitchBoardBody>('/api/v1/dev/worker', { signal }),
    refetchInterval: EVERY_MS,
  });
}

/** What a switch does, in words. */
export function switchWords({ effect, delayMs, subject, eventType }: WorkerSwitchEffect): string {
  const doing = { pause: 'Holds', slow: `Holds for ${delayMs} ms each`, poison: 'Poisons' }[effect];
  const what = eventType === null ? 'every event' : `every ${eventType}`;
  return `${doing}: ${what}${subject === null ? '' : ` of ${subject}`}`;
}
