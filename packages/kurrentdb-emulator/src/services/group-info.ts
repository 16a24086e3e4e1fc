import type { Consumer } from '../persistent/consumer.ts';
import type { Group } from '../persistent/group.ts';
import { persistent } from '../wire/protocol.ts';

const revisionText = (revision: number): string => (revision < 0 ? '' : String(revision));

/** A group's settings and statistics. Rates are not measured and are answered as 0. */
export function groupInfo(group: Group): persistent.SubscriptionInfo {
  const { settings, load } = group;
  const info = new persistent.SubscriptionInfo()
    .setEventSource(group.key.stream)
    .setGroupName(group.key.name)
    .setStatus('Live')
    .setConnectionsList(group.consumers.map(connectionInfo))
    .setTotalItems(String(load.delivered))
    .setCountSinceLastMeasurement('0')
    .setLastCheckpointedEventPosition(revisionText(group.checkpoints.written))
    .setLastKnownEventPosition(revisionText(group.source.head))
    .setReadBufferCount(load.fresh)
    .setLiveBufferCount('0')
    .setRetryBufferCount(load.retries)
    .setTotalInFlightMessages(load.inFlight)
    .setOutstandingMessagesCount(load.inFlight)
    .setParkedMessageCount(String(group.parked.count));
  return info
    .setResolveLinkTos(settings.resolveLinks)
    .setExtraStatistics(settings.extraStatistics)
    .setStartFrom(String(settings.startFrom))
    .setMessageTimeoutMilliseconds(settings.messageTimeoutMs)
    .setMaxRetryCount(settings.maxRetryCount)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setCheckPointAfterMilliseconds(settings.checkpointAfterMs)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setBufferSize(settings.historyBufferSize)
    .setNamedConsumerStrategy(settings.strategy);
}

function connectionInfo(consumer: Consumer): persistent.SubscriptionInfo.ConnectionInfo {
  return new persistent.SubscriptionInfo.ConnectionInfo()
    .setFrom(consumer.peer)
    .setUsername('anonymous')
    .setConnectionName(consumer.connectionName)
    .setTotalItems(String(consumer.delivered))
    .setCountSinceLastMeasurement('0')
    .setAvailableSlots(consumer.capacity - consumer.inFlight)
    .setInFlightMessages(consumer.inFlight);
}
