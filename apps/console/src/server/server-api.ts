import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type Api, connectApi } from '../api-client/api.ts';
import { problemOf } from '../api-client/problem-error.ts';
import { config } from './config.ts';
import { sessionToken } from './session-cookie.ts';

/** The api as the signed-in person reaches it from the console's server. A session that has ended leads to signing in. */
export async function serverApi(): Promise<Api> {
  const token = await sessionToken();
  const api = connectApi({
    baseUrl: config().apiUrl,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return async (path, options) => {
    try {
      return await api(path, options);
    } catch (error) {
      if (problemOf(error)?.status === 401) return signIn();
      throw error;
    }
  };
}

async function signIn(): Promise<never> {
  const path = (await headers()).get('x-console-path') ?? '/';
  redirect(`/sign-in?${new URLSearchParams({ next: path, problem: 'expired' })}`);
}
