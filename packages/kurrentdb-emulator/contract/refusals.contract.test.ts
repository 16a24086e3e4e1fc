import {
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  streamNameFilter,
} from '@kurrent/kurrentdb-client';
import { describe, expect, it } from 'vitest';
import { aCategory, anEvent, aStream, isRealServer, readAllOf, useServer } from './server.ts';

const server = useServer();

// The emulator alone: what it does not serve, it refuses by name. A real server serves most of this.
describe.skipIf(isRealServer)('the emulator refuses by name', () => {
  it('hard deletes, and leaves the stream as it was', async () => {
    const stream = aStream();
    await server.client().appendToStream(stream, anEvent());
    await expect(server.client().tombstoneStream(stream)).rejects.toThrow(/UNIMPLEMENTED.*hard deletes/);
    expect(await readAllOf(server.client().readStream(stream))).toHaveLength(1);
  });

  it('persistent subscriptions to $all', async () => {
    const settings = persistentSubscriptionToAllSettingsFromDefaults();
    const refusal = /UNIMPLEMENTED.*persistent subscriptions to \$all/;
    await expect(server.client().createPersistentSubscriptionToAll('group', settings)).rejects.toThrow(
      refusal,
    );
    await expect(server.client().listPersistentSubscriptionsToAll()).rejects.toThrow(refusal);
    await expect(server.client().getPersistentSubscriptionToAllInfo('group')).rejects.toThrow(refusal);
    await expect(server.client().deletePersistentSubscriptionToAll('group')).rejects.toThrow(refusal);
    const subscription = server.client().subscribeToPersistentSubscriptionToAll('group');
    await expect(readAllOf(subscription)).rejects.toThrow(refusal);
  });

  it('the PinnedByCorrelation strategy', async () => {
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({
      consumerStrategyName: 'PinnedByCorrelation',
    });
    const attempt = server.client().createPersistentSubscriptionToStream(aStream(), 'group', settings);
    await expect(attempt).rejects.toThrow(/UNIMPLEMENTED.*PinnedByCorrelation/);
  });

  it('restarts of the persistent subscriptions', async () => {
    await expect(server.client().restartPersistentSubscriptionSubsystem()).rejects.toThrow(
      /UNIMPLEMENTED.*RestartSubsystem/,
    );
  });

  it('projections', async () => {
    const attempt = server.client().createProjection('mine', 'fromAll()');
    await expect(attempt).rejects.toThrow(/UNIMPLEMENTED.*Projections\/Create/);
  });

  it('appends to several streams at once', async () => {
    const attempt = server
      .client()
      .multiStreamAppend([{ streamName: aStream(), events: [anEvent()], expectedState: 'any' }]);
    await expect(attempt).rejects.toMatchObject({ type: 'unsupported' });
  });

  it('stream metadata that it would have to obey', async () => {
    const stream = aStream();
    for (const metadata of [{ maxAge: 10 }, { acl: { readRoles: ['ops'] } }]) {
      await expect(server.client().setStreamMetadata(stream, metadata)).rejects.toThrow(
        /\$(maxAge|acl) is not served/,
      );
    }
    await server.client().setStreamMetadata(stream, { myOwn: 'is stored' });
    expect((await server.client().getStreamMetadata(stream)).metadata).toEqual({ myOwn: 'is stored' });
  });

  it('appends to category streams, by both calls', async () => {
    const stream = `$ce-${aCategory()}`;
    const credentials = { username: 'admin', password: 'changeit' };
    const refusal = /appends to the category stream/;
    await expect(server.client().appendToStream(stream, anEvent())).rejects.toThrow(refusal);
    await expect(server.client().appendToStream(stream, anEvent(), { credentials })).rejects.toThrow(refusal);
  });

  it('regular expressions that JavaScript does not know', async () => {
    const subscription = server.client().subscribeToAll({ filter: streamNameFilter({ regex: '(?<name' }) });
    await expect(readAllOf(subscription)).rejects.toThrow(/INVALID_ARGUMENT.*regular expression/);
  });

  it('group settings that cannot work', async () => {
    const settings = persistentSubscriptionToStreamSettingsFromDefaults({
      readBatchSize: 500,
      historyBufferSize: 500,
    });
    const attempt = server.client().createPersistentSubscriptionToStream(aStream(), 'group', settings);
    await expect(attempt).rejects.toThrow(/INVALID_ARGUMENT.*history buffer size/);
  });

  it('one append among others without harm to the others', async () => {
    const stream = aStream();
    const attempts = await Promise.allSettled([
      server.client().appendToStream(stream, anEvent()),
      server.client().appendToStream('$ce-x', anEvent()),
      server.client().appendToStream(`$$${stream}`, jsonEvent({ type: '$metadata', data: { $maxAge: 1 } })),
      server.client().appendToStream(stream, anEvent()),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await readAllOf(server.client().readStream(stream))).toHaveLength(2);
  });
});
