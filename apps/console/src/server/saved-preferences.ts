import { type Preferences, preferences } from '@tools-provider/contracts';
import { cache } from 'react';
import { connectApi } from '../api-client/api.ts';
import { config } from './config.ts';
import { sessionToken } from './session-cookie.ts';

/** How long a page waits for them: how it looks is not worth more. */
const PATIENCE_MS = 2000;

/**
 * The signed-in person's preferences, read once a request; undefined when nobody is signed in or they cannot be read.
 * Never redirects and never throws, since every page asks, the one for signing in too.
 */
export const savedPreferences = cache(async (): Promise<Preferences | undefined> => {
  const token = await sessionToken();
  if (token === undefined) return undefined;
  const api = connectApi({ baseUrl: config().apiUrl, headers: { authorization: `Bearer ${token}` } });
  try {
    return preferences.parse(await api('/api/v1/preferences', { signal: AbortSignal.timeout(PATIENCE_MS) }));
  } catch {
    return undefined;
  }
});
