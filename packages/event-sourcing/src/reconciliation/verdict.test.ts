import { CodedError } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

describe('verdictOf', () => {
  it.each([
    ['conflict', 'reload'],
    ['unavailable', 'reconnect'],
    ['invalid', 'retry'],
    ['not-found', 'retry'],
    ['defect', 'retry'],
  ] as const)('a failure of kind %s means %s', (kind, verdict) => {
    expect(verdictOf(new CodedError(kind, 'x', 'x'))).toBe(verdict);
  });

  it('takes an error of unknown make for the fault of the event', () => {
    expect(verdictOf(new TypeError('undefined is not a function'))).toBe('retry');
  });
});
