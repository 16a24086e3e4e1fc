import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atRate, percentile } from '../measure.ts';
import type { LiveNews, LiveWish } from './live-messages.ts';

const CLIENTS = 1_000;
const RATES = [5, 20, 50];
const SECONDS = 5;
const SETTLE_MS = 2_000;
const PROCESS = fileURLToPath(new URL('./live-clients.ts', import.meta.url));

/** How long it takes until a thousand clients of the live changes are told of a change, and what each of them costs the api. */
export async function benchLiveChanges(apiUrl: string, dataFolder: string): Promise<void> {
  const token = await signIn(apiUrl);
  const create = creator(apiUrl, token);
  await create();
  const cpu = () => cpuMilliseconds(join(dataFolder, 'run', 'api.pid'));
  const apiMemory = () => residentKiB(join(dataFolder, 'run', 'api.pid'));
  const before = await apiMemory();
  const clients = fork(PROCESS, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const { seconds } = await ask(
      clients,
      { wish: 'connect', url: apiUrl, token, clients: CLIENTS },
      'connected',
    );
    await wait(SETTLE_MS);
    const each = ((await apiMemory()) - before) / CLIENTS;
    console.log(
      `${`${CLIENTS} clients connected`.padEnd(46)} ${seconds.toFixed(1)} s   (${each.toFixed(1)} KiB of the api's memory each)`,
    );
    for (const rate of RATES) await measure(rate, create, clients, cpu);
    const after = ((await apiMemory()) - before) / CLIENTS;
    console.log(`${'the api when all is said'.padEnd(46)} ${after.toFixed(1)} KiB for each client`);
  } finally {
    clients.kill();
    await once(clients, 'exit');
  }
}

interface Sent {
  readonly id: string;
  readonly answeredAt: number;
}

async function measure(
  perSecond: number,
  create: () => Promise<Sent>,
  clients: ChildProcess,
  cpu: () => Promise<number>,
): Promise<void> {
  const sent: Sent[] = [];
  const before = await cpu();
  await atRate(perSecond, perSecond * SECONDS, async () => void sent.push(await create()));
  await wait(SETTLE_MS);
  const microseconds = (((await cpu()) - before) * 1_000) / (sent.length * CLIENTS);
  const { arrivals, reloads, bytes } = await ask(clients, { wish: 'report' }, 'arrived');
  const written: number[] = [];
  const projected: number[] = [];
  for (const { id, answeredAt } of sent) {
    written.push(...(arrivals[id]?.written ?? []).map((at) => at - answeredAt));
    projected.push(...(arrivals[id]?.projected ?? []).map((at) => at - answeredAt));
  }
  const missing = sent.length * CLIENTS - projected.length;
  console.log(
    `${`${perSecond} changes/s to ${CLIENTS} clients, from the answer`.padEnd(46)} ${shares(projected)} ms till projected, ${shares(written)} ms till written` +
      `   (p50/p95/p99; ${microseconds.toFixed(1)} µs of the api for each change and client; ${missing} not told, ${reloads} told to reload, ${Math.round(bytes / 1024 / 1024)} MiB in all)`,
  );
}

function shares(times: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((share) => Math.round(percentile(times, share))).join('/');
}

function creator(apiUrl: string, token: string): () => Promise<Sent> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let count = 0;
  return async () => {
    count += 1;
    const body = JSON.stringify({ title: `Task ${count}` });
    const answer = await fetch(`${apiUrl}/api/v1/tasks`, { method: 'POST', headers, body });
    const { id } = (await answer.json()) as { id: string };
    return { id, answeredAt: performance.timeOrigin + performance.now() };
  };
}

async function signIn(apiUrl: string): Promise<string> {
  const body = JSON.stringify({ persona: 'operator' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${apiUrl}/api/v1/dev/token`, { method: 'POST', headers, body });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

async function ask<News extends LiveNews['news']>(
  clients: ChildProcess,
  wish: LiveWish,
  news: News,
): Promise<LiveNews & { readonly news: News }> {
  clients.send(wish);
  const [answer] = (await once(clients, 'message')) as [LiveNews];
  if (answer.news !== news) throw new Error(`The clients said ${answer.news}, not ${news}`);
  return answer as LiveNews & { readonly news: News };
}

/** Of user and system, of the part's whole life. */
async function cpuMilliseconds(pidFile: string): Promise<number> {
  const pid = (await readFile(pidFile, 'utf8')).trim();
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  // In hundredths of a second, which is what Linux counts in.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function residentKiB(pidFile: string): Promise<number> {
  const pid = (await readFile(pidFile, 'utf8')).trim();
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
}
