import { Agent, get } from 'node:http';
import type { LiveNews, LiveWish } from './live-messages.ts';

/** Connections that are being made at the same time. */
const AT_ONCE = 50;

interface Arrivals {
  readonly written: number[];
  readonly projected: number[];
}

interface Told {
  readonly id: string;
  readonly isProjected: boolean;
}

const arrivals = new Map<string, Arrivals>();
let reloads = 0;
let bytes = 0;
/** Every client gets the same bytes: they are read once. */
const known = new Map<string, readonly Told[]>();

process.on('message', (message: LiveWish) => {
  if (message.wish === 'report') {
    say({ news: 'arrived', arrivals: Object.fromEntries(arrivals), reloads, bytes });
    return;
  }
  void connectAll(message).then((seconds) => say({ news: 'connected', seconds }));
});

async function connectAll({ url, token, clients }: LiveWish & { readonly wish: 'connect' }): Promise<number> {
  const start = performance.now();
  const agent = new Agent({ keepAlive: false });
  let next = 0;
  const connect = async () => {
    while (next < clients) {
      next += 1;
      await connected(url, token, agent);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, connect));
  return (performance.now() - start) / 1_000;
}

/** Resolves when the first message has come. */
function connected(url: string, token: string, agent: Agent): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const seen = new Set<string>();
  get(`${url}/api/v1/changes`, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
    answer.setEncoding('latin1');
    answer.on('data', (text: string) => {
      resolve();
      take(text, seen);
    });
  }).on('error', reject);
  return promise;
}

function take(text: string, seen: Set<string>): void {
  const now = performance.timeOrigin + performance.now();
  bytes += text.length;
  for (const { id, isProjected } of read(text)) {
    const times = arrivals.get(id) ?? { written: [], projected: [] };
    arrivals.set(id, times);
    if (!seen.has(id)) times.written.push(now);
    seen.add(id);
    if (isProjected) times.projected.push(now);
  }
}

function read(text: string): readonly Told[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const told = text.split('\n\n').flatMap((message) => {
    if (message.startsWith('event: reload')) reloads += 1;
    const id = /"id":"([^"]+)"/.exec(message)?.[1];
    if (id === undefined || !message.startsWith('event: change')) return [];
    return [{ id, isProjected: message.includes('"status":"projected"') }];
  });
  if (known.size > 1_000) known.clear();
  known.set(text, told);
  return told;
}

function say(news: LiveNews): void {
  process.send?.(news);
}
