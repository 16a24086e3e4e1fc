/** A token of the admin among the personas of development. */
export async function signIn(apiUrl: string): Promise<string> {
  const answer = await fetch(`${apiUrl}/api/v1/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'admin' }),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
