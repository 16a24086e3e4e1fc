import { describe, expect, it } from 'vitest';
import { decideAppend, type ExpectedRevision } from './decide-append.ts';
import { type StreamState, softDeleted } from './stream-directory.ts';

const written = ['a', 'b', 'c'];

const stream = (changes: Partial<StreamState> = {}): StreamState => ({
  rowId: 1,
  name: 's-1',
  head: written.length - 1,
  truncateBefore: 0,
  maxCount: undefined,
  ...changes,
});

const missing = stream({ rowId: undefined, head: -1 });

const decide = (expected: ExpectedRevision, ids: string[], state = stream()) =>
  decideAppend(state, expected, ids, {
    idAt: (_, revision) => written[revision],
    recentlyWritten: (id) => {
      const revision = written.indexOf(id);
      return revision < 0 ? undefined : { stream: 's-1', revision };
    },
  });

describe('an append decided', () => {
  it('at the current revision is written, whatever its ids', () => {
    expect(decide(2, ['d']).kind).toBe('write');
    expect(decide(2, ['c']).kind).toBe('write');
    expect(decide('no-stream', ['a'], missing).kind).toBe('write');
  });

  it('beyond the current revision is refused', () => {
    expect(decide(3, ['d']).kind).toBe('wrong-revision');
    expect(decide(0, ['d'], missing).kind).toBe('wrong-revision');
  });

  it('below the current revision is a repetition when exactly these events follow it', () => {
    expect(decide(0, ['b', 'c'])).toEqual({ kind: 'repeated', last: 2 });
    expect(decide(0, ['b'])).toEqual({ kind: 'repeated', last: 1 });
    expect(decide('no-stream', ['a', 'b', 'c'])).toEqual({ kind: 'repeated', last: 2 });
  });

  it('below the current revision is refused when other events follow it, or fewer', () => {
    expect(decide(0, ['b', 'x']).kind).toBe('wrong-revision');
    expect(decide(0, ['c']).kind).toBe('wrong-revision');
    expect(decide(0, ['b', 'c', 'd']).kind).toBe('wrong-revision');
    expect(decide(0, []).kind).toBe('wrong-revision');
  });

  it('at any revision is a repetition when its events were written to this stream', () => {
    expect(decide('any', ['b', 'c'])).toEqual({ kind: 'repeated', last: 2 });
    expect(decide('stream-exists', ['a'])).toEqual({ kind: 'repeated', last: 0 });
    expect(decide('any', ['x']).kind).toBe('write');
    expect(decide('any', ['a'], stream({ name: 's-2' })).kind).toBe('write');
  });

  it('at any revision is refused when only a part of it was written', () => {
    expect(decide('any', ['c', 'x']).kind).toBe('wrong-revision');
  });

  it('expecting a stream is refused where there is none or it is soft-deleted', () => {
    expect(decide('stream-exists', ['x'], missing).kind).toBe('wrong-revision');
    expect(decide('stream-exists', ['x'], stream({ truncateBefore: softDeleted })).kind).toBe(
      'wrong-revision',
    );
    expect(decide('stream-exists', ['x']).kind).toBe('write');
  });

  it('expecting no stream is written to a soft-deleted one', () => {
    expect(decide('no-stream', ['x'], stream({ truncateBefore: softDeleted })).kind).toBe('write');
    expect(decide('no-stream', ['x']).kind).toBe('wrong-revision');
  });
});
