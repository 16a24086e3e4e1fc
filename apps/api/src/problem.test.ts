import { problem } from '@tools-provider/contracts';
import { CodedError, type ErrorKind } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { problemOf, reasonOfAbsence, retryAfterSeconds, statusOf } from './problem.ts';

const context = { publicUrl: 'http://api', instance: '/api/v1/x', traceId: 'abc' };

describe('a problem', () => {
  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['gone', 410],
    ['refused', 422],
    ['conflict', 409],
    ['unavailable', 503],
    ['defect', 500],
  ] as const)('of the kind %s is a %i', (kind: ErrorKind, status) => {
    expect(statusOf(kind, 'any-code')).toBe(status);
  });

  it('says where, which revision there is, and where to read on', () => {
    const places = [{ pointer: '/name', detail: 'must not be blank' }];
    const error = new CodedError('conflict', 'stale-revision', 'It is at 7', { places, currentRevision: 7 });
    expect(problem.strict().parse(problemOf(error, context))).toEqual({
      type: 'http://api/problems/stale-revision',
      title: 'Somebody else was faster',
      status: 412,
      detail: 'It is at 7',
      code: 'stale-revision',
      instance: '/api/v1/x',
      traceId: 'abc',
      errors: places,
      currentRevision: 7,
    });
  });

  it.each([
    new Error('password=hunter2'),
    new CodedError('defect', 'some-code', 'password=hunter2', {
      places: [{ pointer: '/hunter2', detail: 'hunter2' }],
    }),
    'hunter2',
    undefined,
    Object.assign(new TypeError('hunter2'), { code: 'ERR_SOMETHING', statusCode: 404 }),
  ])('keeps to itself what went wrong inside: %#', (error) => {
    const answer = problemOf(error, context);
    expect(answer).toMatchObject({ status: 500, code: 'defect', traceId: 'abc' });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it.each([
    ['event-store-unavailable', 'KurrentDB does not answer; nothing was changed. Try again in a moment.'],
    ['read-model-unavailable', 'MongoDB does not answer, so nothing can be shown. Try again in a moment.'],
    ['state-store-unavailable', 'MongoDB does not answer; nothing was changed. Try again in a moment.'],
    ['outcome-unknown', expect.stringContaining('not known whether this was carried out')],
  ])(
    'of a store that is away (%s) is one sentence of ours, and the reason is for the log',
    (code, detail) => {
      const reason = '14 UNAVAILABLE: connect ECONNREFUSED 10.0.0.7:2113';
      const error = new CodedError('unavailable', code, reason);
      expect(problemOf(error, context)).toMatchObject({ status: 503, code, detail });
      expect(reasonOfAbsence(error)).toBe(reason);
    },
  );

  it('has no reason of absence where no store is away', () => {
    expect(reasonOfAbsence(new CodedError('defect', 'read-model-error', 'x'))).toBeUndefined();
    expect(reasonOfAbsence(new Error('x'))).toBeUndefined();
  });

  it('says when to try again only where that helps', () => {
    expect([retryAfterSeconds(503), retryAfterSeconds(429)]).toEqual([1, 1]);
    expect([retryAfterSeconds(500), retryAfterSeconds(409), retryAfterSeconds(404)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
