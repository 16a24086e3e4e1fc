import { CLOUD_EVENT_TYPE_PREFIX, eventData } from '@tools-provider/contracts';

/** The CloudEvent types there are. For the server: browsers get the names, and not the schemas that come with them. */
export const eventTypes: readonly string[] = Object.keys(eventData).map(
  (name) => CLOUD_EVENT_TYPE_PREFIX + name,
);
