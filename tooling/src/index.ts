export { CannotStart } from './cannot-start.ts';
export type { Environment, StartConfig } from './config.ts';
export type { LogLine } from './system/log-line.ts';
export type { Part, PartState } from './system/part.ts';
export type { PartName } from './system/part-definitions.ts';
export { type System, type SystemOptions, startSystem } from './system/start-system.ts';
