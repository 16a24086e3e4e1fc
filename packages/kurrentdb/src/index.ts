export { connectKurrentDb, type KurrentDb } from './connect-kurrentdb.ts';
export { CONSUMER_GROUP, KurrentCategorySubscription } from './kurrent-category-subscription.ts';
export { KurrentEventStore } from './kurrent-event-store.ts';
export { KurrentLogFollower } from './kurrent-log-follower.ts';
export { KurrentLogReader } from './kurrent-log-reader.ts';
