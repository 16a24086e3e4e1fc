import fc from 'fast-check';
import { type Damage, damaged } from './damaged-value.ts';
import type { DescribedApi, DescribedOperation, Parameter, Schema } from './described-operation.ts';
import type { FittingValues } from './fitting-values.ts';
import { hostileText, hostileValue, rawBody } from './hostile-values.ts';

/** Who sends it; a `forger` has a token that nobody has signed. */
export const ATTACKERS = ['admin', 'operator', 'viewer', 'nobody', 'forger'] as const;

export type Attacker = (typeof ATTACKERS)[number];

/** A request of the attack, all but the token. */
export interface AttackRequest {
  readonly operation: DescribedOperation;
  readonly attacker: Attacker;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** The body as a value, where it is one, and the place where it was damaged. */
  readonly value: unknown;
  readonly damage: Damage | undefined;
}

/** Parameters that say how long to wait: an attack that waits is none. */
const WAITING: ReadonlySet<string> = new Set(['timeout']);

const CONTENT_TYPES = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  'nonsense',
  '',
];

/** Requests to any of the operations: most are wrong in one way, some in several, some in none. */
export function attackRequests(
  api: DescribedApi,
  values: FittingValues,
  ids: readonly string[],
): fc.Arbitrary<AttackRequest> {
  return fc
    .constantFrom(...api.operations)
    .chain((operation) =>
      fc.record({
        operation: fc.constant(operation),
        attacker: attacker(),
        target: target(operation, values, ids),
        headers: headers(operation),
        sent: sentBody(operation, values),
      }),
    )
    .map(({ sent, headers: chosen, ...request }) => ({
      ...request,
      headers: { ...chosen, ...sent.headers },
      body: sent.body,
      value: sent.value,
      damage: sent.damage,
    }));
}

function attacker(): fc.Arbitrary<Attacker> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant<Attacker>('admin') },
    { weight: 5, arbitrary: fc.constant<Attacker>('operator') },
    { weight: 3, arbitrary: fc.constant<Attacker>('viewer') },
    { weight: 1, arbitrary: fc.constantFrom<Attacker>('nobody', 'forger') },
  );
}

function target(
  { path, parameters }: DescribedOperation,
  values: FittingValues,
  ids: readonly string[],
): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const steps = fc.tuple(...inPath.map((parameter) => step(parameter, values, ids)));
  return fc.tuple(steps, query(inQuery, values)).map(([chosen, search]) => {
    const filled = inPath.reduce((sum, { name }, n) => sum.replace(`{${name}}`, chosen[n] ?? ''), path);
    return search === '' ? filled : `${filled}?${search}`;
  });
}

function step({ schema }: Parameter, values: FittingValues, ids: readonly string[]): fc.Arbitrary<string> {
  const known = ids.length === 0 ? fc.uuid() : fc.constantFrom(...ids).map(encoded);
  return fc.oneof(
    { weight: 10, arbitrary: known },
    { weight: 5, arbitrary: values.of(schema).map((value) => encoded(String(value))) },
    { weight: 3, arbitrary: hostileText.map(encoded) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%zz', '%00', '%ED%A0%80', '..%2f', '%2e%2e', 'x'.repeat(6_000)),
    },
  );
}

function query(parameters: readonly Parameter[], values: FittingValues): fc.Arbitrary<string> {
  const pairs = parameters.map((parameter) => pair(parameter, values));
  const strange = fc.tuple(hostileText, hostileText).map((both) => both.map(encoded).join('='));
  const extra = fc.oneof({ weight: 12, arbitrary: fc.constant('') }, { weight: 1, arbitrary: strange });
  return fc.tuple(extra, ...pairs).map((all) => all.filter((one) => one !== '').join('&'));
}

function pair({ name, schema, required }: Parameter, values: FittingValues): fc.Arbitrary<string> {
  const fitting = WAITING.has(name)
    ? fc.constantFrom('0', '1', '50')
    : values.of(schema).map((value) => encoded(String(value)));
  const hostile = hostileText.map(encoded);
  const named = (value: fc.Arbitrary<string>) => value.map((text) => `${name}=${text}`);
  return fc.oneof(
    { weight: required ? 1 : 8, arbitrary: fc.constant('') },
    { weight: 6, arbitrary: named(fitting) },
    { weight: 2, arbitrary: named(hostile) },
    { weight: 1, arbitrary: fc.tuple(named(fitting), named(hostile)).map((both) => both.join('&')) },
  );
}

/** Texts that Node's client agrees to send as a header's value. */
const headerText = hostileText.map((text) =>
  text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 2_000),
);

function headers({ method }: DescribedOperation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const optional = fc.record(
    {
      'if-match': fc.oneof(fc.constantFrom('"0"', '"1"', '*', 'W/"1"', '"99999999999999999999"'), headerText),
      'idempotency-key': fc.oneof(fc.uuid(), headerText),
      'if-none-match': fc.oneof(fc.constantFrom('"0"', '*'), headerText),
      prefer: fc.constantFrom('wait=0', 'wait=abc, ;;', 'wait="0"', 'respond-async', 'wait=-1'),
      accept: fc.oneof(
        fc.constantFrom('application/json', '*/*', 'text/html', 'nonsense/;q=x', ''),
        headerText,
      ),
      'last-event-id': headerText,
      traceparent: fc.oneof(
        fc.constant('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
        headerText,
      ),
      'x-correlation-id': fc.oneof(fc.uuid(), headerText),
      'x-forwarded-for': headerText,
      'accept-encoding': headerText,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const seldom = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: optional });
  return seldom.map(
    (chosen) => (method === 'GET' ? chosen : { ...chosen }) as Readonly<Record<string, string>>,
  );
}

interface SentBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  readonly value?: unknown;
  readonly damage: Damage | undefined;
}

const NOTHING: SentBody = { headers: {}, body: undefined, damage: undefined };
const JSON_TYPE = { 'content-type': 'application/json' };

function sentBody({ method, body }: DescribedOperation, values: FittingValues): fc.Arbitrary<SentBody> {
  if (method === 'GET') return fc.constant(NOTHING);
  const raw = rawBody.map((bytes) => ({ headers: JSON_TYPE, body: bytes, damage: undefined }));
  if (body === undefined) {
    const any = hostileValue.map((value) => asJson(value, undefined));
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(NOTHING) },
      { weight: 1, arbitrary: any },
      { weight: 1, arbitrary: raw },
    );
  }
  return fc.oneof(
    { weight: 9, arbitrary: values.of(body).map((value) => asJson(value, undefined)) },
    { weight: 9, arbitrary: broken(body, values) },
    { weight: 2, arbitrary: hostileValue.map((value) => asJson(value, undefined)) },
    { weight: 1, arbitrary: fc.constant(NOTHING) },
    { weight: 1, arbitrary: raw },
    {
      weight: 1,
      arbitrary: fc.tuple(values.of(body), fc.constantFrom(...CONTENT_TYPES)).map(([value, type]) => ({
        headers: { 'content-type': type },
        body: Buffer.from(JSON.stringify(value)),
        damage: undefined,
      })),
    },
  );
}

function broken(body: Schema, values: FittingValues): fc.Arbitrary<SentBody> {
  return fc
    .tuple(
      values.of(body),
      fc.constantFrom('drop', 'add', 'replace', 'replace') as fc.Arbitrary<Damage['kind']>,
      fc.nat(1_000),
      hostileValue,
    )
    .map(([value, kind, at, hostile]) => {
      const { value: worse, damage } = damaged(value, { kind, at, hostile });
      return asJson(worse, damage);
    });
}

function asJson(value: unknown, damage: Damage | undefined): SentBody {
  return { headers: JSON_TYPE, body: Buffer.from(JSON.stringify(value) ?? 'null'), value, damage };
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
