import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Broadcast } from './broadcast.ts';

class Listener {
  readonly chunks: Buffer[] = [];

  write(chunk: Buffer): void {
    this.chunks.push(chunk);
  }
}

describe('what is said to all', () => {
  it('goes to each in one piece, which is the same bytes for all', async () => {
    const broadcast = new Broadcast();
    const [one, other] = [new Listener(), new Listener()];
    broadcast.add(one);
    broadcast.add(other);
    for (const word of ['a', 'b', 'c']) broadcast.say(word);
    await nextRound();
    expect(one.chunks.map(String)).toEqual(['abc']);
    expect(other.chunks[0]).toBe(one.chunks[0]);
  });

  it('is not said to those who are gone, nor kept for those who come later', async () => {
    const broadcast = new Broadcast();
    broadcast.say('to nobody');
    const [gone, late] = [new Listener(), new Listener()];
    broadcast.add(gone);
    broadcast.remove(gone);
    broadcast.add(late);
    await nextRound();
    expect([gone.chunks, late.chunks, broadcast.size]).toEqual([[], [], 1]);
  });
});
