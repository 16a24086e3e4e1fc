import { CodedError, MissingEventHandlerError } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { EventProcessingError } from '../errors.ts';
import { failureCodeOf, failureReasonOf } from './failure-code.ts';

const event = { id: 'e', type: 'counter.counted.v1', stream: 's', revision: 1 };

describe('The reason that an aggregate is set aside', () => {
  it.each([
    ['unknown-event', new MissingEventHandlerError('no handler')],
    ['too-large', new CodedError('invalid', 'document-too-large', 'too large')],
    ['undecodable', new EventProcessingError('bytes', event, {}, 'undecodable')],
    ['missing-document', new EventProcessingError('none', event, {}, 'missing-document')],
    ['projection-failed', new EventProcessingError('no', event)],
    ['projection-failed', new TypeError('undefined is not a function')],
    ['projection-failed', 'a string'],
  ] as const)('is %s for %s', (code, error) => {
    expect(failureCodeOf(error)).toBe(code);
  });

  it('is told in the words of the error, and never at a length that nobody can read or store', () => {
    expect(failureReasonOf(new Error('no'), event.type)).toBe('no');
    const long = failureReasonOf(new Error('x'.repeat(20_000_000)), event.type);
    expect(long).toHaveLength(2_000);
    expect(long.endsWith('…')).toBe(true);
  });
});
