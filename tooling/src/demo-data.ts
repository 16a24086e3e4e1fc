import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { demoDisabled, demoLabelled, demoLabels, demoSources } from './demo-catalog.ts';
import { type DemoToolGroup, demoTasks, demoToolGroups } from './demo-content.ts';

const POLL_MS = 50;

interface Written {
  readonly path: string;
  readonly id: string;
  readonly revision: number;
}

type Send = (method: string, path: string, body?: unknown, key?: string) => Promise<Response>;

/**
 * Writes a small catalogue and a few plausible tool groups and tasks through the public API, as the development personas `admin` and
 * `operator`, and resolves when the read model shows them. Every request carries a fixed idempotency key, so that a run that was
 * interrupted can be repeated.
 */
export async function writeDemoData(apiUrl: string, signal: AbortSignal): Promise<void> {
  const send = await signIn(apiUrl, 'operator', signal);
  const written = await writeCatalog(await signIn(apiUrl, 'admin', signal), send);
  for (const [index, group] of demoToolGroups.entries()) written.push(await writeGroup(send, group, index));
  for (const [index, task] of demoTasks.entries()) {
    written.push(await write(send, '/api/v1/tasks', task, `demo-task-${index}`));
  }
  for (const one of written) await untilVisible(send, one, signal);
}

/** The catalogue is written first, so that groups find their tools. */
async function writeCatalog(admin: Send, operator: Send): Promise<Written[]> {
  const revisions = new Map<string, number>();
  for (const { id, body } of demoSources) {
    const { revision } = await write(admin, '/api/v1/sources', body, `demo-source-${id}`);
    revisions.set(id, revision);
  }
  const labels: Written[] = [];
  for (const label of demoLabels) {
    labels.push(await write(operator, '/api/v1/labels', label, `demo-label-${label.id}`));
  }
  const onTool = async (method: string, toolId: string, path: string, body?: unknown) => {
    const url = `/api/v1/tools/${encodeURIComponent(toolId)}/${path}`;
    const { revision } = await sendChecked(operator, method, url, body, `demo-${toolId}-${path}`);
    const [sourceId = ''] = toolId.split(':');
    revisions.set(sourceId, Math.max(revision, revisions.get(sourceId) ?? 0));
  };
  for (const { toolId, labelId } of demoLabelled) await onTool('PUT', toolId, `labels/${labelId}`);
  for (const { toolId, reason } of demoDisabled) await onTool('POST', toolId, 'disable', { reason });
  const sources = [...revisions].map(([id, revision]) => ({ path: '/api/v1/sources', id, revision }));
  return [...sources, ...labels];
}

async function writeGroup(send: Send, group: DemoToolGroup, index: number): Promise<Written> {
  const created = await write(send, '/api/v1/tool-groups', group.body, `demo-group-${index}`);
  const reason = group.deactivatedBecause;
  if (reason === undefined) return created;
  const path = `/api/v1/tool-groups/${created.id}/deactivate`;
  const { revision } = await write(send, path, { reason }, `demo-group-${index}-deactivate`);
  return { ...created, revision };
}

async function write(send: Send, path: string, body: unknown, key: string): Promise<Written> {
  return { path, ...(await sendChecked(send, 'POST', path, body, key)) };
}

async function sendChecked(send: Send, method: string, path: string, body: unknown, key: string) {
  const response = await send(method, path, body, key);
  if (!response.ok) throw new CannotStart(await refusal(path, response));
  const { id, revision } = (await response.json()) as { id: string; revision: number };
  return { id, revision };
}

async function untilVisible(send: Send, { path, id, revision }: Written, signal: AbortSignal): Promise<void> {
  for (;;) {
    const response = await send('GET', `${path}/${id}?minRevision=${revision}`);
    const body = (await response.json()) as { revision?: number };
    if (response.ok && (body.revision ?? -1) >= revision) return;
    if (!response.ok && response.status !== 404) throw new CannotStart(await refusal(path, response));
    await delay(POLL_MS, undefined, { signal });
  }
}

async function signIn(apiUrl: string, persona: 'operator' | 'admin', signal: AbortSignal): Promise<Send> {
  const request = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetchOrSay(new URL(path, apiUrl), {
      method,
      signal,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const response = await request('POST', '/api/v1/dev/token', { persona });
  if (!response.ok) throw new CannotStart(await refusal('/api/v1/dev/token', response));
  const { accessToken } = (await response.json()) as { accessToken: string };
  return (method, path, body, key) =>
    request(method, path, body, {
      authorization: `Bearer ${accessToken}`,
      prefer: 'wait=2',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    });
}

async function fetchOrSay(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw new CannotStart(`The demo data could not be written: ${url} does not answer (${reasonOf(error)}).`);
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

async function refusal(path: string, response: Response): Promise<string> {
  const text = response.bodyUsed ? '' : ` (${(await response.text()).slice(0, 300)})`;
  return `The demo data could not be written: ${path} answered ${response.status}${text}; DEMO_DATA=false starts without it.`;
}
