import { describe, expect, it } from 'vitest';
import { newEvent } from '../testing/new-event.ts';
import { DeliveryProgress } from './delivery-progress.ts';

describe('The progress of deliveries', () => {
  it('goes by the clock of the log, not by that of whoever wrote', () => {
    const progress = new DeliveryProgress();
    const { metadata, ...rest } = newEvent();
    const event = {
      ...rest,
      stream: 'tools_provider-counter-1',
      revision: 0,
      position: '1',
      metadata: { ...metadata, occurredAt: '2036-01-01T00:00:00.000Z' },
      recordedAt: '2026-01-01T00:00:00.000Z',
    };
    progress.note({ ackId: '1', retryCount: 0, event });
    expect(progress.newestMs).toBe(Date.parse(event.recordedAt));
  });
});
