import type { ProjectionStatus } from '@tools-provider/event-sourcing';
import { describe, expect, it } from 'vitest';
import { StatusReader } from './status-reader.ts';

const none: ReadonlyMap<string, ProjectionStatus> = new Map();

describe('reading statuses', () => {
  it('takes together what is asked for while a read is under way', async () => {
    const reads: string[][] = [];
    const seen: string[] = [];
    const gate = Promise.withResolvers<void>();
    const loadStatuses = async (streams: readonly string[]) => {
      reads.push([...streams]);
      await gate.promise;
      return none;
    };
    const reader = new StatusReader({ loadStatuses }, (stream) => seen.push(stream));
    reader.want(['a']);
    reader.want(['b']);
    reader.want(['c', 'b']);
    gate.resolve();
    await reader.flush();
    expect(reads).toEqual([['a'], ['b', 'c']]);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('keeps what it could not read for the next time', async () => {
    const seen: string[] = [];
    let isAway = true;
    const loadStatuses = async () => {
      if (isAway) throw new Error('away');
      return none;
    };
    const reader = new StatusReader({ loadStatuses }, (stream) => seen.push(stream));
    reader.want(['a']);
    await reader.flush();
    expect(seen).toEqual([]);
    isAway = false;
    await reader.flush();
    expect(seen).toEqual(['a']);
  });
});
