'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences, SavePreferencesBody } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';
import { browserApi } from '../api-client/browser-api.ts';
import { toastProblem } from '../api-client/toast-problem.ts';
import { useWish } from '../api-client/use-wish.ts';
import { toast } from '../components/ui/toast.ts';
import { defaultPreferences, preferencesKey, preferencesQuery } from './queries.ts';

/**
 * The signed-in person's preferences; the defaults, and `isKnown` false, while they cannot be read. `choose` shows a
 * choice at once, saves it, and takes it back and says so when it could not be saved.
 */
export function usePreferences() {
  const client = useQueryClient();
  const query = useQuery(preferencesQuery(browserApi));
  const saved = query.data;
  const save = useWish({
    mutationKey: preferencesKey,
    scope: 'preferences',
    send: (body: SavePreferencesBody, api: Api) =>
      api<Preferences>('/api/v1/preferences', { method: 'PUT', body }),
    onWish: (body) => {
      // A read on its way would bring back what was there before.
      void client.cancelQueries({ queryKey: preferencesKey });
      const before = client.getQueryData<Preferences>(preferencesKey);
      client.setQueryData<Preferences>(preferencesKey, { revision: null, ...before, ...body });
      return before;
    },
    onDone: (answer) => {
      // Of several choices in a row only the last one's answer is what is wanted now.
      if (client.isMutating({ mutationKey: preferencesKey }) === 1) {
        client.setQueryData(preferencesKey, answer);
      }
    },
    onRefused: (error, before) => {
      client.setQueryData(preferencesKey, before);
      void client.invalidateQueries({ queryKey: preferencesKey });
      toastProblem(error, 'Your preferences were not saved');
    },
  });
  const { theme, density, shortcuts } = saved ?? defaultPreferences;
  return {
    theme,
    density,
    shortcuts,
    isKnown: saved !== undefined,
    error: query.error,
    readAgain: () => void query.refetch(),
    choose: (choice: Partial<SavePreferencesBody>) => {
      const now = client.getQueryData<Preferences>(preferencesKey);
      if (now === undefined)
        return void toast.error('Your preferences cannot be read, so none can be changed.');
      save.mutate({ theme: now.theme, density: now.density, shortcuts: now.shortcuts, ...choice });
    },
  };
}
