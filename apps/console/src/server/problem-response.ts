import type { Problem } from '@tools-provider/contracts';
import { POLICY_OF_DATA } from './answer-headers.ts';

/** A refusal of the console's own server, in the api's form (RFC 9457). */
export function problemResponse(
  status: number,
  code: string,
  title: string,
  detail: string,
  headers: HeadersInit = {},
): Response {
  const body: Problem = { type: `/problems/${code}`, title, status, detail, code };
  const all = new Headers(headers);
  all.set('content-type', 'application/problem+json');
  all.set('cache-control', 'no-store');
  all.set('content-security-policy', POLICY_OF_DATA);
  return new Response(JSON.stringify(body), { status, headers: all });
}
