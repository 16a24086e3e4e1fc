import { parseStreamName } from '@tools-provider/domain';
import type { CloudEventJson, StateStoredEvent } from '@tools-provider/event-sourcing';
import { CloudEvent } from 'cloudevents';

/** What the CloudEvents' `type` begins with, before the stored event type. */
export const TYPE_PREFIX = 'io.tools-provider.';

/** Where CloudEvents come from and where their schemas are served. */
export interface CloudEventOrigin {
  readonly source: string;
  readonly schemaBase: string;
}

/**
 * The CloudEvent (1.0.2) of a domain event, from the log or from the outbox. Its id is the event's id and its time the event's own, so
 * that the same event is the same CloudEvent however often it is made.
 */
export function toCloudEvent(
  event: StateStoredEvent,
  { source, schemaBase }: CloudEventOrigin,
): CloudEventJson {
  const { id, type, stream, revision, metadata, data } = event;
  const subject = parseStreamName(stream)?.id ?? stream;
  const cloudEvent = new CloudEvent(
    {
      specversion: '1.0',
      id,
      source,
      type: `${TYPE_PREFIX}${type}`,
      subject,
      time: metadata.occurredAt,
      datacontenttype: 'application/json',
      dataschema: `${schemaBase}/schemas/${TYPE_PREFIX}${type}.json`,
      revision,
      partitionkey: subject,
      correlationid: metadata.$correlationId,
      causationid: metadata.$causationId,
      authtype: authTypeOf(metadata.actor),
      authid: metadata.actor,
      ...(metadata.traceparent === undefined ? {} : { traceparent: metadata.traceparent }),
      data,
    },
    true,
  );
  // The library's JSON form has an entry for each attribute it knows; those without a value are not part of the event.
  const attributes = Object.entries(cloudEvent.toJSON()).filter(([, value]) => value !== undefined);
  return Object.fromEntries(attributes) as unknown as CloudEventJson;
}

/** What kind of actor it was, in the words of the CloudEvents extension for authentication contexts. */
function authTypeOf(actor: string): 'service_account' | 'system' | 'app_user' {
  if (actor.startsWith('service:')) return 'service_account';
  return actor.startsWith('saga:') ? 'system' : 'app_user';
}
