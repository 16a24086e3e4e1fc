import { CodedError } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import type { ProjectedSpan, ReadModelStore } from './read-model-store.ts';
import { SpanCommitter } from './span-committer.ts';

const span = (stream: string): ProjectedSpan => ({
  stream,
  generation: 0,
  from: -1,
  to: 0,
  lastEventId: 'e',
  emitted: 0,
  documents: [],
  cloudEvents: [],
});

/** A committer on a store whose every commit is decided by `decide`, and what it was asked to commit. */
function committing(decide: (streams: readonly string[]) => Promise<void>) {
  const commits: string[][] = [];
  const store: Pick<ReadModelStore, 'commit'> = {
    commit: async (spans) => {
      const streams = spans.map(({ stream }) => stream);
      commits.push(streams);
      await decide(streams);
    },
  };
  return { committer: new SpanCommitter(store), commits };
}

describe('SpanCommitter', () => {
  it('stores what came while the last transaction was being written in one transaction', async () => {
    const writing = Promise.withResolvers<void>();
    const { committer, commits } = committing(() => writing.promise);
    const first = committer.commit(span('a'));
    await new Promise((resolve) => setImmediate(resolve));
    const others = ['b', 'c', 'd'].map((stream) => committer.commit(span(stream)));
    writing.resolve();
    await Promise.all([first, ...others]);
    expect(commits).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('tries each span by itself when their transaction fails, so that only the one at fault fails', async () => {
    const { committer, commits } = committing(async (streams) => {
      if (streams.includes('bad')) throw new CodedError('conflict', 'stale-spans', 'bad');
    });
    const outcomes = await Promise.allSettled(
      ['a', 'bad', 'b'].map((stream) => committer.commit(span(stream))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(commits).toEqual([['a', 'bad', 'b'], ['a'], ['bad'], ['b']]);
  });

  it('fails all at once while the store is away, and stores again when it is back', async () => {
    let isAway = true;
    const { committer, commits } = committing(async () => {
      if (isAway) throw new CodedError('unavailable', 'read-model-unavailable', 'away');
    });
    const outcomes = await Promise.allSettled(['a', 'b'].map((stream) => committer.commit(span(stream))));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    await committer.commit(span('a'));
    expect(commits).toEqual([['a', 'b'], ['a']]);
  });
});
