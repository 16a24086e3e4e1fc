export { connectMongoDb, type MongoDb } from './connect-mongodb.ts';
export type { CollectionSpec, StateSpec } from './prepare-collections.ts';
