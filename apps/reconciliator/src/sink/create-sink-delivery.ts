import {
  type Feed,
  type Leases,
  type ReconciliatorLog,
  SinkDelivery,
  type SinkObserver,
  type SinkPositions,
} from '@tools-provider/event-sourcing';
import { httpPost } from './http-post.ts';
import { sinkAddress } from './sink-address.ts';

/** What the feed is delivered to the sink with. */
export interface SinkDeliveryParts {
  /** An `http:` or `https:` URL; may hold a user and a password. */
  readonly url: string;
  readonly feed: Feed;
  readonly leases: Leases;
  readonly positions: SinkPositions;
  /** Differs from every other worker's. */
  readonly owner: string;
  readonly leaseTtlMs: number;
  readonly log: ReconciliatorLog;
  readonly observer?: SinkObserver;
}

/** The worker that posts every CloudEvent of the feed to one address. */
export function createSinkDelivery({ url, ...parts }: SinkDeliveryParts): SinkDelivery {
  const address = sinkAddress(url);
  return new SinkDelivery({ ...parts, sink: address.sink, post: httpPost(address) });
}
