import type { FeedEvent } from '../read-side/feed.ts';

/** The points an event passes on its way to a sink, in their order. */
export type SinkPoint = 'sink-posting' | 'sink-posted';

/** The points of storing how far a sink is. */
export type SinkSavePoint = 'sink-saving' | 'sink-saved';

/** Is told of each point; what it does at a point happens before the delivery goes on. Saving concerns no event in particular. */
export interface SinkObserver {
  reached(point: SinkPoint | SinkSavePoint, event?: FeedEvent): void;
}
