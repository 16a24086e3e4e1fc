import { CodedError } from '@tools-provider/mediator';
import {
  MongoBulkWriteError,
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';
import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';

/** A bulk write that was broken off, as the driver tells it. */
const brokenOff = (cause: Error) => new MongoBulkWriteError(cause as never, {} as never);

const serverError = (code: number) => new MongoServerError({ message: 'no', code });

const beyondBuffer = Object.assign(new RangeError('The value of "offset" is out of range'), {
  code: 'ERR_OUT_OF_RANGE',
});

describe('classify', () => {
  it.each([
    [new MongoNetworkError('gone'), 'unavailable'],
    [new MongoServerSelectionError('none', {} as never), 'unavailable'],
    [
      Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
      'unavailable',
    ],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'unavailable'],
    [brokenOff(new MongoNetworkError('read ECONNRESET')), 'unavailable'],
    [serverError(11600), 'unavailable'],
    [serverError(10107), 'unavailable'],
    [serverError(11000), 'conflict'],
    [serverError(112), 'conflict'],
    [serverError(10334), 'invalid'],
    [serverError(2), 'defect'],
    [new TypeError('undefined is not a function'), 'defect'],
  ] as const)('takes %s for %s', (error, kind) => {
    expect(classify(error)).toMatchObject({ kind });
  });

  it('says which store is away, and when it is not known whether a transaction was committed', () => {
    const away = new MongoNetworkError('gone');
    expect(classify(away).code).toBe('read-model-unavailable');
    expect(classify(away, 'state-store').code).toBe('state-store-unavailable');
    away.addErrorLabel('UnknownTransactionCommitResult');
    expect(classify(away, 'state-store')).toMatchObject({ kind: 'unavailable', code: 'outcome-unknown' });
  });

  it.each([
    serverError(10334),
    new MongoInvalidArgumentError('Document is larger than the maximum size 16777216'),
    new MongoInvalidArgumentError(
      'Client bulk write operation ops of length 2 exceeds the max bson object size of 1',
    ),
    beyondBuffer,
    new MongoInvalidArgumentError('Could not serialize ns info to BSON', { cause: beyondBuffer }),
  ])(
    'says that a document is too large, whether the server, the driver or the driver’s buffer refuses it',
    (error) => {
      expect(classify(error)).toMatchObject({ kind: 'invalid', code: 'document-too-large' });
    },
  );

  it('leaves an error alone that has a kind', () => {
    const error = new CodedError('conflict', 'stale-spans', 'no');
    expect(classify(error)).toBe(error);
  });
});
