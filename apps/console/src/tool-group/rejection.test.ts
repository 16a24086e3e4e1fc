import type { CloudEvent } from '@tools-provider/contracts';
import { expect, test } from 'vitest';
import { lastRejection } from './rejection.ts';

const event = (revision: number, data: Record<string, unknown> = {}) => ({ revision, data }) as CloudEvent;
const rejection = { reason: 'Too early', rejectedAt: '2026-11-26T10:00:00.000Z', rejectedBy: 'ada' };
const rejected = (revision: number) => event(revision, { requestId: 'r-1', ...rejection });

test('the last rejection is told while nothing came after it', async () => {
  expect(await lastRejection(rejected(4), undefined)).toMatchObject(rejection);
  expect(await lastRejection(rejected(4), event(2))).toMatchObject(rejection);
});

test('a rejection that an activation came after is no news any more', async () => {
  expect(await lastRejection(rejected(4), event(6))).toBeNull();
  expect(await lastRejection(undefined, event(6))).toBeNull();
  expect(await lastRejection(undefined, undefined)).toBeNull();
});
