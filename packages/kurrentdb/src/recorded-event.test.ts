import { describe, expect, it } from 'vitest';
import { toRecordedEvent } from './recorded-event.ts';

const created = new Date('2026-01-02T03:04:05.000Z');

const recorded = (metadata: unknown) =>
  toRecordedEvent({ id: 'a', streamId: 's', revision: 0n, type: 't', data: {}, created, metadata } as never);

describe('A recorded event', () => {
  it.each([undefined, {}, { occurredAt: 'yesterday' }, { occurredAt: null }, { occurredAt: {} }])(
    'occurred when the log took it, where its writer says nothing else that is a time: %j',
    (metadata) => {
      expect(recorded(metadata).metadata.occurredAt).toBe(created.toISOString());
    },
  );

  it('was taken not before it occurred, within what a read cuts off, and by the log’s own clock otherwise', () => {
    expect(recorded({ occurredAt: '2026-01-02T03:04:05.678Z' }).recordedAt).toBe('2026-01-02T03:04:05.678Z');
    expect(recorded({ occurredAt: '2026-01-02T04:04:05.678Z' }).recordedAt).toBe(created.toISOString());
    expect(recorded({ occurredAt: '2026-01-02T02:04:05.678Z' }).recordedAt).toBe(created.toISOString());
  });
});
