import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { AttackRequest } from './attack-request.ts';
import type { DescribedApi, Schema } from './described-operation.ts';
import type { Answer } from './send-request.ts';

const DOCUMENT = 'openapi';
const PROBLEM = 'application/problem+json';

/** Answers that any request may get and no operation describes: another method, headers that are too large. */
const UNDESCRIBED: ReadonlySet<number> = new Set([405, 431]);

/** What a body may be wrong by that is read before it is changed: a text is trimmed, and then counted. */
const EXACT: ReadonlySet<string> = new Set(['type', 'required', 'additionalProperties', 'enum', 'const']);

interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

/** Says what is wrong with an answer, by the document. */
export class Judge {
  /** The codes of all refusals so far. */
  readonly codes = new Set<string>();
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(api: DescribedApi) {
    formats.default(this.#ajv);
    // What zod says of a text by a rule that no format of JSON Schema has.
    this.#ajv.addFormat('starts_with', true);
    this.#ajv.addSchema({ $id: DOCUMENT, components: api.document.components });
  }

  /** What is not as it is promised, a sentence each. */
  findings(request: AttackRequest, answer: Answer): readonly string[] {
    const { status } = answer;
    if (status >= 500) return [`${status} is the server's fault: ${answer.body.slice(0, 500)}`];
    const described = request.operation.answers.has(status) || UNDESCRIBED.has(status);
    const unknown = described ? [] : [`${status} is no answer that the document describes`];
    if (status >= 400) return [...unknown, ...this.#refusal(request, answer)];
    return [...unknown, ...this.#success(request, answer)];
  }

  #refusal(
    { operation, attacker, damage, value }: AttackRequest,
    { status, headers, body }: Answer,
  ): readonly string[] {
    if (headers['content-type'] !== PROBLEM) return [`a refusal as ${headers['content-type']}`];
    const problem = JSON.parse(body) as Problem;
    this.codes.add(problem.code);
    const wrong = this.#errorsOf({ $ref: '#/components/schemas/Problem' }, problem, `${status} problem`);
    const pointers = (problem.errors ?? []).map(({ pointer }) => pointer);
    const namesNothing =
      problem.code.startsWith('invalid-') && !NAMELESS.has(problem.code) && pointers.length === 0;
    const inBody =
      pointers.length > 0 && pointers.every((pointer) => pointer === '' || pointer.startsWith('/'));
    const misses =
      damage?.kind === 'add' &&
      operation.body !== undefined &&
      this.#isUnknown(operation.body, value, operation.id) &&
      problem.code === 'invalid-request' &&
      inBody &&
      !pointers.some((at) => isNear(at, damage.pointer));
    const isSecret =
      operation.isSecured &&
      (attacker === 'nobody' || attacker === 'forger') &&
      status !== 401 &&
      !UNDESCRIBED.has(status);
    return [
      ...wrong,
      ...(problem.status === status ? [] : [`the problem says ${problem.status}, the answer ${status}`]),
      ...(problem.type.endsWith(`/problems/${problem.code}`)
        ? []
        : [`${problem.type} is no page of ${problem.code}`]),
      ...(namesNothing ? [`${problem.code} names no place`] : []),
      ...(misses ? [`${damage.pointer} is wrong, and ${pointers.join(', ')} named`] : []),
      ...(isSecret ? [`${status} to ${attacker}`] : []),
    ];
  }

  #success(
    { operation, attacker, value, body }: AttackRequest,
    { status, headers, body: text }: Answer,
  ): readonly string[] {
    if (operation.isSecured && (attacker === 'nobody' || attacker === 'forger'))
      return [`${status} to ${attacker}`];
    const accepted =
      operation.body === undefined || body === undefined
        ? []
        : this.#wronglyAccepted(operation.body, value, operation.id);
    if (status === 304) return [...accepted, ...(text === '' ? [] : ['304 with a body'])];
    const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
    const forms = operation.answers.get(status);
    const schema =
      forms?.get(mediaType) ??
      forms?.get([...(forms?.keys() ?? [])].find((form) => isSameForm(form, mediaType)) ?? '');
    if (schema === undefined)
      return [...accepted, `${status} as ${mediaType}, which the document does not describe`];
    if (!mediaType.endsWith('json')) return accepted;
    return [
      ...accepted,
      ...this.#errorsOf(schema, JSON.parse(text), `${operation.id} ${status} ${mediaType}`),
    ];
  }

  #wronglyAccepted(schema: Schema, value: unknown, id: string): readonly string[] {
    if (value === undefined) return [];
    const validate = this.#validator(schema, `${id} body`);
    validate(JSON.parse(JSON.stringify(value)));
    return (validate.errors ?? [])
      .filter(({ keyword }) => EXACT.has(keyword))
      .map((error) => `accepted a body that the document forbids: ${sentence(error)}`);
  }

  /** Whether the document forbids a field that the body has, and not all else is open there. */
  #isUnknown(schema: Schema, value: unknown, id: string): boolean {
    const validate = this.#validator(schema, `${id} body`);
    validate(JSON.parse(JSON.stringify(value)));
    return (validate.errors ?? []).some(({ keyword }) => keyword === 'additionalProperties');
  }

  #errorsOf(schema: Schema, value: unknown, name: string): readonly string[] {
    const validate = this.#validator(schema, name);
    validate(value);
    return (validate.errors ?? []).map((error) => `${name} does not fit its schema: ${sentence(error)}`);
  }

  #validator(schema: Schema, name: string): ValidateFunction {
    const known = this.#validators.get(name);
    if (known !== undefined) return known;
    const absolute = JSON.parse(JSON.stringify(schema), (key, value) =>
      key === '$ref' && typeof value === 'string' ? `${DOCUMENT}${value}` : value,
    );
    const compiled = this.#ajv.compile(absolute);
    this.#validators.set(name, compiled);
    return compiled;
  }
}

/** Refusals of the whole, which have no place in it. */
const NAMELESS: ReadonlySet<string> = new Set([
  'invalid-json',
  'invalid-url',
  'invalid-http',
  'invalid-token',
]);

function sentence({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

function isNear(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** A batch of CloudEvents may be asked for as plain JSON. */
function isSameForm(described: string, sent: string): boolean {
  return sent === 'application/json' && described.endsWith('+json');
}
