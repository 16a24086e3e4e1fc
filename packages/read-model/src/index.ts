export { collectionSpecs } from './collection-specs.ts';
export { type ConsistencyFacts, type ConsistencyStatus, consistencyStatus } from './consistency.ts';
export type { LabelDocument } from './label/label-document.ts';
export { labelProjection } from './label/project.ts';
export {
  documentsOf,
  entitiesOf,
  madeTogether,
  originOf,
  projections,
  registerProjections,
} from './projections.ts';
export { sourceProjection } from './source/project.ts';
export type { SourceDocument } from './source/source-document.ts';
export { taskProjection } from './task/project.ts';
export type { TaskDocument } from './task/task-document.ts';
export { toolProjection } from './tool/project.ts';
export type { ToolDocument } from './tool/tool-document.ts';
export { toolGroupProjection } from './tool-group/project.ts';
export type { ToolGroupDocument } from './tool-group/tool-group-document.ts';
