import { cloudEvent as schema } from '@tools-provider/contracts';
import type { RecordedEvent } from '@tools-provider/event-sourcing';
import { describe, expect, it } from 'vitest';
import { toCloudEvent } from './cloud-event.ts';

const event: RecordedEvent = {
  id: 'b80aefa8-0829-57a5-abce-39626cc84187',
  stream: 'tools_provider-tool-group-472306a1-f6ae-58fb-b18e-f0cfb533238a',
  revision: 3,
  position: '17',
  type: 'group.activated.v1',
  data: { activatedAt: '2026-11-21T10:27:37.630Z', activatedBy: 'otto' },
  metadata: {
    $correlationId: '3f348721-c01f-43b7-9973-9fafcdfca839',
    $causationId: '3f348721-c01f-43b7-9973-9fafcdfca839',
    commandId: '3f348721-c01f-43b7-9973-9fafcdfca839',
    sequenceNumber: 0,
    actor: 'otto',
    occurredAt: '2026-11-21T10:27:37.630Z',
  },
};
const origin = { source: 'https://tools-provider.test', schemaBase: 'http://127.0.0.1:4000' };

describe('toCloudEvent', () => {
  it('gives the event its own id, time and revision, and the aggregate as subject', () => {
    expect(toCloudEvent(event, origin)).toEqual({
      specversion: '1.0',
      id: event.id,
      source: origin.source,
      type: 'io.tools-provider.group.activated.v1',
      subject: '472306a1-f6ae-58fb-b18e-f0cfb533238a',
      time: '2026-11-21T10:27:37.630Z',
      datacontenttype: 'application/json',
      dataschema: 'http://127.0.0.1:4000/schemas/io.tools-provider.group.activated.v1.json',
      revision: 3,
      partitionkey: '472306a1-f6ae-58fb-b18e-f0cfb533238a',
      correlationid: event.metadata.$correlationId,
      causationid: event.metadata.$causationId,
      authtype: 'app_user',
      authid: event.metadata.actor,
      data: event.data,
    });
  });

  it('is the same however often it is made', () => {
    expect(toCloudEvent(event, origin)).toEqual(toCloudEvent(event, origin));
  });

  it('fits the published schema once the feed has numbered it', () => {
    const numbered = { ...toCloudEvent(event, origin), sequence: '00000000000000000001' };
    expect(schema.parse(numbered)).toEqual(numbered);
  });

  it.each([
    ['otto', 'app_user'],
    ['service:ci', 'service_account'],
    ['saga:activation-approval', 'system'],
  ])('says of the actor %s what kind it is', (actor, authtype) => {
    const byActor = { ...event, metadata: { ...event.metadata, actor } };
    expect(toCloudEvent(byActor, origin)).toMatchObject({ authid: actor, authtype });
  });
});
