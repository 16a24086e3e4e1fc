export { connectKurrentDb, type KurrentDb, type KurrentDbOptions } from './connect-kurrentdb.ts';
export { type ConsumerStrategy, groupSettings } from './consumer-group.ts';
export { CONSUMER_GROUP, KurrentCategorySubscription } from './kurrent-category-subscription.ts';
export { KurrentEventLog } from './kurrent-event-log.ts';
export { KurrentEventStore } from './kurrent-event-store.ts';
export { KurrentLogFollower } from './kurrent-log-follower.ts';
export { KurrentLogReader } from './kurrent-log-reader.ts';
