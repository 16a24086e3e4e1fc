import { Client, SdkErrorCode, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { fetchFailed, notAnMcpServer, sourceTooLarge } from '../errors.ts';
import { checkedUrl } from '../fetch/checked-url.ts';
import type { GuardedFetch } from '../fetch/guarded-fetch.ts';
import { McpRequests } from './mcp-requests.ts';
import type { McpListing } from './read-mcp-tools.ts';

/** How much of what a server answers is taken. */
export interface McpLimits {
  /** Of all its answers together. */
  readonly maxBytes: number;
  readonly maxPages: number;
  /** From the first request to the last answer. */
  readonly timeoutMs: number;
}

/** One try is all there is: whoever asked hears of the failure and may ask again. */
const NO_RECONNECTION = {
  maxRetries: 0,
  initialReconnectionDelay: 1,
  maxReconnectionDelay: 1,
  reconnectionDelayGrowFactor: 1,
};

/**
 * What an MCP server lists over Streamable HTTP, all pages of it: of the protocol's version 2026-07-28, or with the handshake of those
 * before. Throws what {@link GuardedFetch} throws, or `not-an-mcp-server`.
 */
export async function listMcpTools(
  url: string,
  guarded: GuardedFetch,
  limits: McpLimits,
): Promise<McpListing> {
  const target = checkedUrl(url);
  const ended = new AbortController();
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const requests = new McpRequests(guarded, AbortSignal.any([ended.signal, deadline]), limits.maxBytes);
  const transport = new StreamableHTTPClientTransport(target, {
    fetch: (to, init) => requests.fetch(to, init),
    reconnectionOptions: NO_RECONNECTION,
  });
  const client = new Client(
    { name: 'tools-provider', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' }, listMaxPages: limits.maxPages },
  );
  const options = { signal: deadline, timeout: limits.timeoutMs };
  try {
    await client.connect(transport, options);
    const { tools } = await client.listTools(undefined, options);
    const server = client.getServerVersion();
    await transport.terminateSession().catch(() => {});
    return { title: server?.title ?? server?.name ?? '', version: server?.version ?? '', tools };
  } catch (error) {
    if (deadline.aborted) throw fetchFailed(`the server took longer than ${limits.timeoutMs} ms`, error);
    throw requests.reason ?? reasonOf(error, limits);
  } finally {
    ended.abort();
    await client.close().catch(() => {});
  }
}

function reasonOf(error: unknown, { maxPages }: McpLimits): Error {
  const isEndless =
    error instanceof Error && 'code' in error && error.code === SdkErrorCode.ListPaginationExceeded;
  if (isEndless) return sourceTooLarge(`The server lists its tools on more than ${maxPages} pages`, '/url');
  return notAnMcpServer('it does not answer as one');
}
