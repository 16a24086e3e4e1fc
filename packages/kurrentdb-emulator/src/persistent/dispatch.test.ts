import { describe, expect, it } from 'vitest';
import type { Consumer, Message } from './consumer.ts';
import { dispatchBy } from './dispatch.ts';

const consumer = (id: number, capacity = 1_000): Consumer => ({
  id,
  capacity,
  peer: '',
  connectionName: '',
  inFlight: 0,
  delivered: 0,
  send: () => undefined,
  drop: () => undefined,
});

const message = (sourceStream: string): Message => ({
  id: sourceStream,
  resolved: { event: undefined, link: undefined },
  revision: 0,
  isReplayed: false,
  sourceStream,
  retryCount: 0,
});

const streams = Array.from({ length: 900 }, (_, index) => `tools_provider-tool-group-${index}`);

describe('Pinned', () => {
  const { choose } = dispatchBy('Pinned');

  it('gives a stream to the same consumer every time, and all consumers about the same share', () => {
    const consumers = [consumer(1), consumer(2), consumer(3)];
    const owners = streams.map((stream) => choose(message(stream), consumers));
    expect(streams.map((stream) => choose(message(stream), consumers))).toEqual(owners);
    for (const each of consumers) {
      expect(owners.filter((owner) => owner === each).length).toBeGreaterThan(200);
    }
  });

  it('moves only the share of a consumer that leaves', () => {
    const [first, second, third] = [consumer(1), consumer(2), consumer(3)];
    for (const stream of streams) {
      const before = choose(message(stream), [first, second, third]);
      const after = choose(message(stream), [first, third]);
      if (before !== second) expect(after).toBe(before);
    }
  });

  it('lets a stream wait while its consumer is full', () => {
    const consumers = [consumer(1, 0), consumer(2, 0), consumer(3)];
    const chosen = streams.map((stream) => choose(message(stream), consumers)?.id);
    expect(new Set(chosen)).toEqual(new Set([undefined, 3]));
  });
});

describe('RoundRobin', () => {
  it('takes turns, and passes over who is full', () => {
    const { choose } = dispatchBy('RoundRobin');
    const consumers = [consumer(1), consumer(2, 0), consumer(3)];
    const turns = Array.from({ length: 4 }, () => choose(message('s'), consumers)?.id);
    expect(turns).toEqual([1, 3, 1, 3]);
  });
});

describe('DispatchToSingle', () => {
  it('stays with the first that has room', () => {
    const { choose } = dispatchBy('DispatchToSingle');
    expect(choose(message('s'), [consumer(1), consumer(2)])?.id).toBe(1);
    expect(choose(message('s'), [consumer(1, 0), consumer(2)])?.id).toBe(2);
    expect(choose(message('s'), [consumer(1, 0)])).toBeUndefined();
  });
});
