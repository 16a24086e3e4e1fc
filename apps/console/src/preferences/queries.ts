import { queryOptions } from '@tanstack/react-query';
import type { Preferences } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Where the cache keeps the preferences; a wish to change them writes it ahead. */
export const preferencesKey = ['preferences'] as const;

/** What holds for somebody who has never chosen anything. */
export const defaultPreferences: Preferences = {
  theme: 'system',
  density: 'comfortable',
  shortcuts: true,
  revision: null,
};

/** How the signed-in person wants the console to look and behave. */
export function preferencesQuery(api: Api) {
  return queryOptions({
    queryKey: preferencesKey,
    queryFn: ({ signal }) => api<Preferences>('/api/v1/preferences', { signal }),
    // No live change tells of them: what was chosen in another browser is seen when this one is looked at again.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: 'always',
  });
}
