import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Caller } from './caller.ts';

const PAGE = 500;

interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly dataschema: string;
  readonly data: unknown;
}

/** What is to be seen when the worker has projected what was accepted. */
export interface AttackAftermath {
  readonly events: number;
  readonly findings: readonly string[];
}

/**
 * Looks at what the attack has left: everything that was accepted must be projected, nothing set aside, every event valid by the schema that
 * is published of its type, and every refusal must have had a page.
 */
export async function inspectAftermath(
  caller: Caller,
  apiUrl: string,
  codes: readonly string[],
): Promise<AttackAftermath> {
  await caller.untilProjected();
  const findings: string[] = [];
  const { items } = (await caller.get('/api/v1/pipeline/quarantine')) as {
    readonly items: readonly object[];
  };
  findings.push(...items.map((item) => `set aside by what was accepted: ${JSON.stringify(item)}`));
  const events = await readFeed(caller);
  findings.push(...(await wrongEvents(events, caller)));
  for (const code of codes) {
    const page = await fetch(`${apiUrl}/problems/${code}`);
    if (!page.ok || !(await page.text()).includes('What to do'))
      findings.push(`The problem ${code} has no page`);
  }
  if ((await fetch(`${apiUrl}/healthz`)).status !== 200) findings.push('The api is not alive any more');
  return { events: events.length, findings };
}

async function readFeed(caller: Caller): Promise<readonly CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (;;) {
    const last = events.at(-1)?.id;
    const after = last === undefined ? '' : `&lastEventId=${last}`;
    const page = (await caller.get(`/api/v1/events?limit=${PAGE}${after}`)) as readonly CloudEvent[];
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}

async function wrongEvents(events: readonly CloudEvent[], caller: Caller): Promise<readonly string[]> {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  formats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const findings: string[] = [];
  for (const { type, dataschema, data } of events) {
    const validate =
      compiled.get(type) ?? ajv.compile((await caller.get(new URL(dataschema).pathname)) as object);
    compiled.set(type, validate);
    if (!validate(data))
      findings.push(`${type} does not fit ${dataschema}: ${ajv.errorsText(validate.errors)}`);
  }
  return findings;
}
