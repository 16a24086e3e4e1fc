export { collectionSpecs } from './collection-specs.ts';
export { type ConsistencyFacts, type ConsistencyStatus, consistencyStatus } from './consistency.ts';
export { documentsOf, originOf, projections, registerProjections } from './projections.ts';
export { taskProjection } from './task/project.ts';
export type { TaskDocument } from './task/task-document.ts';
export { toolGroupProjection } from './tool-group/project.ts';
export type { ToolGroupDocument } from './tool-group/tool-group-document.ts';
