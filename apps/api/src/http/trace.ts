import { randomUUID } from 'node:crypto';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** The header if it is a well-formed `traceparent` of version 00 (W3C Trace Context), else `undefined`: others are to be ignored. */
export function traceparentOf(header: string | readonly string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  const [, traceId, parentId] = TRACEPARENT.exec(header) ?? [];
  if (traceId === undefined || parentId === undefined) return undefined;
  return isAllZeros(traceId) || isAllZeros(parentId) ? undefined : header;
}

/** The id that ties a request to its log lines: the caller's trace id, or a new one of the same form. */
export function traceIdOf(header: string | readonly string[] | undefined): string {
  return traceparentOf(header)?.split('-')[1] ?? randomUUID().replaceAll('-', '');
}

function isAllZeros(hex: string): boolean {
  return /^0+$/.test(hex);
}
