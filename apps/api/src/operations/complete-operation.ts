import type {
  DescribedAnswer,
  DescribedDocument,
  DescribedOperation,
  DescribedParameter,
  DescribedSchema,
  RouteFacts,
} from './described.ts';
import { operationIdOf } from './operation-id.ts';
import { PARAMETER_DESCRIPTIONS } from './parameter-descriptions.ts';
import { headerReferences, REFUSALS } from './problem-answers.ts';

/** What an answer of a status says when its route does not say it itself. */
const ANSWERS: Readonly<Record<string, string>> = {
  200: 'What was asked for',
  201: 'It was made',
  202: 'It is taken on, and done soon',
  304: 'What the caller has is still shown, and up to date',
};

/** What is answered by 202 with the place of what was ordered, and once under an Idempotency-Key. */
const ORDERS: ReadonlySet<string> = new Set(['POST /api/v1/jobs']);

/** Where an operation stands in a document. */
export interface OperationPlace {
  readonly method: string;
  readonly path: string;
  readonly document: DescribedDocument;
  readonly facts: RouteFacts;
}

/**
 * Adds what follows from an operation's kind and is not in its schemas: its name, the headers it takes and answers with, and how it
 * refuses. Whether it is a command, a read or a list is seen by its method and by the fields of its answer.
 */
export function completeOperation(operation: DescribedOperation, place: OperationPlace): void {
  const traits = traitsOf(operation, place);
  operation.operationId ??= operationIdOf(place.method, place.path);
  if (operation.requestBody !== undefined && place.facts.hasOptionalBody)
    operation.requestBody.required = false;
  const described = (operation.parameters ?? []).map((parameter) => ({
    ...describedByName(parameter),
    ...parameter,
  }));
  const parameters = [...described, ...requestHeadersOf(traits)];
  if (parameters.length > 0) operation.parameters = parameters;
  for (const [status, answer] of Object.entries(operation.responses)) {
    if ('$ref' in answer) continue;
    if (answer.description === 'Default Response') answer.description = ANSWERS[status] ?? 'The answer';
    const names = answerHeadersOf(Number(status), traits);
    if (names.length > 0) answer.headers = { ...headerReferences(names), ...answer.headers };
  }
  for (const status of refusalsOf(traits)) {
    operation.responses[status] ??= { $ref: `#/components/responses/${REFUSALS[status]?.name}` };
  }
  operation.responses.default ??= { $ref: '#/components/responses/Problem' };
}

function describedByName({ name = '' }: DescribedParameter): { readonly description?: string } {
  const description = PARAMETER_DESCRIPTIONS[name];
  return description === undefined ? {} : { description };
}

interface Traits {
  readonly path: string;
  readonly isWrite: boolean;
  /** It writes an aggregate, at a revision. */
  readonly isCommand: boolean;
  readonly isCreation: boolean;
  /** It makes something that a worker sees to. */
  readonly isOrder: boolean;
  readonly isReplacement: boolean;
  readonly hasRevision: boolean;
  readonly hasPages: boolean;
  readonly hasForms: boolean;
  readonly isConditional: boolean;
  readonly waits: boolean;
  readonly isSecured: boolean;
  readonly isProbe: boolean;
  readonly takesInput: boolean;
}

function traitsOf(operation: DescribedOperation, { method, path, document, facts }: OperationPlace): Traits {
  const { responses, parameters = [], security = [] } = operation;
  const success = (responses['201'] ?? responses['200']) as DescribedAnswer | undefined;
  const fields = fieldsOf(success, document);
  const isWrite = method !== 'GET';
  const isCommand = isWrite && fields.has('revision');
  const waits = parameters.some(({ name }) => name === 'minRevision');
  return {
    path,
    isWrite,
    isCommand,
    isCreation: responses['201'] !== undefined,
    isOrder: ORDERS.has(`${method} ${path}`),
    isReplacement: method === 'PUT' && path.endsWith('/{id}'),
    hasRevision: isCommand || responses['304'] !== undefined || waits,
    hasPages: !isWrite && fields.has('next'),
    hasForms: Object.keys(success?.content ?? {}).length > 1,
    isConditional: responses['304'] !== undefined,
    waits,
    isSecured: security.length > 0,
    isProbe: facts.isProbe,
    takesInput: isWrite || parameters.length > 0 || security.length > 0,
  };
}

function fieldsOf(answer: DescribedAnswer | undefined, document: DescribedDocument): ReadonlySet<string> {
  const schema = answer?.content?.['application/json']?.schema;
  const name = schema?.$ref?.split('/').at(-1);
  const named = name === undefined ? schema : document.components?.schemas?.[name];
  return new Set(Object.keys((named as DescribedSchema | undefined)?.properties ?? {}));
}

function requestHeadersOf({ isCommand, isCreation, isOrder, isConditional, waits, hasForms }: Traits) {
  const names = [
    ...(isCommand && !isCreation ? ['IfMatch'] : []),
    ...(isCommand || isOrder ? ['IdempotencyKey'] : []),
    ...(isConditional ? ['IfNoneMatch'] : []),
    ...(waits ? ['Prefer'] : []),
    ...(hasForms ? ['LastEventId'] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function answerHeadersOf(status: number, traits: Traits): readonly string[] {
  const isSuccess = status === 200 || status === 201;
  const isShown = isSuccess || status === 304;
  const isOrder = traits.isOrder && status === 202;
  return [
    ...(isShown && traits.hasRevision ? ['ETag'] : []),
    ...((isSuccess && traits.isCommand) || isOrder ? ['Idempotency-Replayed'] : []),
    ...(status === 201 || isOrder ? ['Location'] : []),
    ...(isSuccess && traits.waits ? ['Consistency', 'Preference-Applied'] : []),
    ...(isSuccess && traits.hasPages ? ['Link'] : []),
    ...(isSuccess && traits.hasForms ? ['Feed-Position'] : []),
    ...(traits.isProbe ? [] : ['RateLimit', 'RateLimit-Policy']),
  ];
}

function refusalsOf(traits: Traits): readonly number[] {
  const { isSecured, isWrite, isCommand, isCreation, path } = traits;
  return [
    ...(traits.takesInput ? [400] : []),
    ...(isSecured ? [401, 403] : []),
    ...(path.includes('{') || isCommand ? [404] : []),
    ...(traits.hasForms ? [406] : []),
    ...(isWrite ? [409] : []),
    ...(path.includes('{id}') ? [410] : []),
    ...(isCommand && !isCreation ? [412] : []),
    ...(isWrite ? [413, 415, 422] : []),
    421,
    ...(traits.isReplacement ? [428] : []),
    ...(traits.isProbe ? [] : [429]),
    ...(isSecured ? [503] : []),
  ];
}
