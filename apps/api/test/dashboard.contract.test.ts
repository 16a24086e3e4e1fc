import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FAILURE_CODES } from '@tools-provider/event-sourcing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type System, startSystem } from './system.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const OTEL = `${ROOT}deploy/otel`;

const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })).min(15),
});
const alertRules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })).min(5) })),
});
const composeFile = z.object({
  services: z.record(
    z.string(),
    z.object({
      profiles: z.array(z.string()).default([]),
      network_mode: z.string().optional(),
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});

const read = (path: string) => readFile(path, 'utf8');

let system: System;
/** What the api and the worker print after a command was sent and projected. */
let printed: string;

beforeAll(async () => {
  system = await startSystem();
  const probes = await system.startWorker();
  const created = await system.operator('POST', '/api/v1/tasks', { payload: { title: 'Measured' } });
  await system.viewer('GET', `${created.headers.location}?minRevision=0`, { headers: { prefer: 'wait=10' } });
  const api = await system.nobody('GET', '/metrics');
  printed = api.body + (await (await fetch(`${probes}/metrics`)).text());
});

afterAll(() => system.stop());

/** The names of samples that are printed: those of a histogram end with `_bucket`, `_sum` and `_count`. */
function samples(): ReadonlySet<string> {
  return new Set([...printed.matchAll(/^(tools_provider_\w+)[ {]/gm)].map(([, name = '']) => name));
}

/** The names of metrics without the prefix. */
function metrics(): readonly string[] {
  const named = [...printed.matchAll(/^# TYPE tools_provider_(\w+) /gm)].map(([, name = '']) => name);
  return [...new Set(named)];
}

const namesIn = (text: string) => [...text.matchAll(/\btools_provider_\w+/g)].map(([name]) => name);

describe('what watches the system from outside', () => {
  it('asks in every panel of the dashboard for metrics that are there', async () => {
    const { panels } = dashboard.parse(JSON.parse(await read(`${OTEL}/grafana/dashboards/pipeline.json`)));
    for (const { title, targets } of panels) {
      const names = targets.flatMap(({ expr }) => namesIn(expr));
      expect([title, names.length >= targets.length]).toEqual([title, true]);
      expect([title, names.filter((name) => !samples().has(name))]).toEqual([title, []]);
    }
  });

  it('asks in every alert for metrics that are there', async () => {
    const { groups } = alertRules.parse(parse(await read(`${OTEL}/alerts.yml`)));
    for (const { alert, expr } of groups.flatMap(({ rules }) => rules)) {
      expect([alert, namesIn(expr).length > 0]).toEqual([alert, true]);
      expect([alert, namesIn(expr).filter((name) => !samples().has(name))]).toEqual([alert, []]);
    }
  });

  it('has the meaning of every metric there is on a page, and of none that is not', async () => {
    const page = await read(`${ROOT}docs/metrics.md`);
    const cells = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell);
    const explained = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
    expect(explained.toSorted()).toEqual([...metrics()].toSorted());
  });

  it('says on a page what every alert and every reason for a quarantine means, and what to do', async () => {
    const page = await read(`${ROOT}docs/operations.md`);
    const headings = [...page.matchAll(/^### (.+)$/gm)].flatMap(([, names = '']) => names.split(', '));
    const { groups } = alertRules.parse(parse(await read(`${OTEL}/alerts.yml`)));
    const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect(headings.toSorted()).toEqual(alerts.toSorted());
    const reasons = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason);
    expect(reasons.toSorted()).toEqual([...FAILURE_CODES].toSorted());
  });

  it('is started by a profile of the compose file, which opens ports on this machine only', async () => {
    const { services, volumes } = composeFile.parse(parse(await read(`${ROOT}docker-compose.yml`)));
    const watchers = Object.entries(services).filter(([, { profiles }]) => profiles.includes('otel'));
    expect(watchers.map(([name]) => name)).toEqual(['prometheus', 'collector', 'tempo', 'grafana']);
    for (const [name, { network_mode, ports }] of Object.entries(services)) {
      if (network_mode === 'host') expect([name, ports]).toEqual([name, []]);
      for (const port of ports) expect([name, port]).toEqual([name, expect.stringMatching(/^127\.0\.0\.1:/)]);
    }
    for (const { volumes: mounts } of Object.values(services)) {
      for (const source of mounts.map((mount) => mount.split(':')[0] ?? '')) {
        if (source.startsWith('./')) await expect(readable(`${ROOT}${source}`)).resolves.toBe(true);
        else expect(Object.keys(volumes)).toContain(source);
      }
    }
  });

  it('listens on this machine only, by its own settings, where it shares its network', async () => {
    for (const file of ['collector.yaml', 'tempo.yaml', 'prometheus.yml']) {
      const text = await read(`${OTEL}/${file}`);
      expect(() => parse(text)).not.toThrow();
      for (const [address] of text.matchAll(/\b[\d.]+:\d{4}\b|\b0\.0\.0\.0\b/g))
        expect(address).toMatch(/^127\.0\.0\.1:/);
    }
    const compose = await read(`${ROOT}docker-compose.yml`);
    expect(compose).toContain('--web.listen-address=127.0.0.1:9090');
    expect(compose).toContain('GF_SERVER_HTTP_ADDR: 127.0.0.1');
  });
});

/** Whether a file or a folder with something in it is there. */
async function readable(path: string): Promise<boolean> {
  const isFolder = !/\.\w+$/.test(path);
  return isFolder ? (await readdir(path)).length > 0 : (await read(path)).length > 0;
}
