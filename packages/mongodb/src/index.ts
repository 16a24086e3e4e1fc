export { connectMongoDb, type MongoDb } from './connect-mongodb.ts';
export type { CollectionSpec } from './prepare-collections.ts';
