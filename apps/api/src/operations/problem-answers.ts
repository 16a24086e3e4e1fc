import { statusOf } from '../problem.ts';
import { PROBLEM_ADVICE } from './problem-advice.ts';

/** What a refusal of one status is called in the document, what it says, and one of the codes that it comes with. */
interface Refusal {
  readonly name: string;
  readonly description: string;
  readonly code: string;
  readonly headers?: readonly string[];
}

/** The refusals that operations name, by their status. */
export const REFUSALS: Readonly<Record<number, Refusal>> = {
  400: {
    name: 'Invalid',
    description: 'The request is malformed; `errors` names each place.',
    code: 'invalid-request',
  },
  401: {
    name: 'Unauthenticated',
    description: 'There is no token, or none that counts.',
    code: 'no-token',
    headers: ['WWW-Authenticate'],
  },
  403: { name: 'Forbidden', description: 'The caller is known, and may not do this.', code: 'forbidden' },
  404: {
    name: 'NotFound',
    description: 'There is none, or it is written and not projected yet (`Consistency: pending`).',
    code: 'not-projected-yet',
    headers: ['Consistency'],
  },
  406: {
    name: 'NotAcceptable',
    description: 'It is not served in any form that `Accept` allows.',
    code: 'not-acceptable',
  },
  409: {
    name: 'Conflict',
    description:
      'What is there does not go with the request: the id is taken, others were faster, or it has changed meanwhile.',
    code: 'revision-conflict',
  },
  410: { name: 'Gone', description: 'It was deleted.', code: 'tool-group-deleted' },
  412: {
    name: 'StaleRevision',
    description: 'It was changed since the revision in `If-Match`; `currentRevision` is the newest.',
    code: 'stale-revision',
  },
  413: {
    name: 'TooLarge',
    description: 'The body, or what it would write, is too large.',
    code: 'body-too-large',
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'The body is not sent as JSON.',
    code: 'unsupported-media-type',
  },
  421: {
    name: 'Misdirected',
    description: 'In development the api answers to names of this machine only.',
    code: 'misdirected-request',
  },
  422: { name: 'Refused', description: 'A rule says no.', code: 'command-id-reused' },
  428: { name: 'RevisionRequired', description: 'This takes an `If-Match`.', code: 'precondition-required' },
  429: {
    name: 'TooManyRequests',
    description: 'The caller sends more than it may.',
    code: 'too-many-requests',
    headers: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  },
  503: {
    name: 'Unavailable',
    description: 'A store does not answer.',
    code: 'event-store-unavailable',
    headers: ['Retry-After'],
  },
};

/** The refusals as components of a document whose problems' pages are at `publicUrl`. */
export function refusalComponents(publicUrl: string): Record<string, unknown> {
  const refusals = Object.entries(REFUSALS).map(([status, { name, description, code, headers = [] }]) => [
    name,
    {
      description,
      ...(headers.length === 0 ? {} : { headers: headerReferences(headers) }),
      content: {
        'application/problem+json': { schema: PROBLEM, example: exampleOf(Number(status), code, publicUrl) },
      },
    },
  ]);
  const other = {
    description: 'Anything else that goes wrong is a problem document, too (RFC 9457).',
    content: { 'application/problem+json': { schema: PROBLEM } },
  };
  return { ...Object.fromEntries(refusals), Problem: other };
}

/** References to headers among the components. */
export function headerReferences(names: readonly string[]): Record<string, { readonly $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const PROBLEM = { $ref: '#/components/schemas/Problem' };

function exampleOf(status: number, code: string, publicUrl: string): object {
  const advice = PROBLEM_ADVICE[code];
  return {
    type: `${publicUrl}/problems/${code}`,
    title: advice?.meaning ?? code,
    status: advice === undefined ? status : statusOf(advice.kind, code),
    detail: advice?.whatToDo ?? code,
    code,
    instance: '/api/v1/tool-groups/0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    ...(status === 412 ? { currentRevision: 8 } : {}),
    ...(status === 400 ? { errors: [{ pointer: '/name', detail: 'must not be blank' }] } : {}),
  };
}
