import { DERIVED_AWAY_AFTER_MS, type Lease } from '@tools-provider/event-sourcing';
import {
  InMemoryDerivedStore,
  InMemoryDocumentScan,
  InMemoryDocuments,
  InMemoryFeed,
} from '@tools-provider/event-sourcing/testing';
import { GROUP_MEMBERSHIPS, MEMBERSHIPS_PROJECTION } from '@tools-provider/read-model';
import { expect, it } from 'vitest';
import { MembershipReader } from './membership-reader.ts';

const GROUP = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';
const LEASE: Lease = { name: 'memberships', owner: 'one', epoch: 1, until: '' };

it('Memberships of everything that is written are current while somebody derives them, and stalled when nobody does', async () => {
  const documents = new InMemoryDocuments();
  const derived = new InMemoryDerivedStore(documents);
  const scan = new InMemoryDocumentScan(documents);
  let isAllProjected = true;
  const changes = { isAllProjected: () => isAllProjected };
  const reader = new MembershipReader({ documents, scan, derived, feed: new InMemoryFeed(), changes });
  const document = { id: GROUP, resolvedCount: 1, memberCount: 1, isChanging: false, failure: null };
  await derived.claim(MEMBERSHIPS_PROJECTION, LEASE);
  const statusAfter = async (ms: number) => {
    const savedAt = new Date(Date.now() - ms).toISOString();
    await derived.commit(MEMBERSHIPS_PROJECTION, LEASE, {
      writes: [{ collection: GROUP_MEMBERSHIPS, id: GROUP, revision: 3, document }],
      progress: { takenUpTo: 0, generation: 0, savedAt },
    });
    return (await reader.read(GROUP, 3, async () => undefined)).state.status;
  };
  expect(await statusAfter(0)).toBe('current');
  isAllProjected = false;
  expect(await statusAfter(0)).toBe('pending');
  isAllProjected = true;
  expect(await statusAfter(DERIVED_AWAY_AFTER_MS + 1_000)).toBe('stalled');
});
