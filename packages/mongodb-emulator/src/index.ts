export { type MongoDbEmulator, type MongoDbEmulatorOptions, startMongoDbEmulator } from './emulator.ts';
