export { collectionSpecs } from './collection-specs.ts';
export { type ConsistencyFacts, type ConsistencyStatus, consistencyStatus } from './consistency.ts';
export type { LabelDocument } from './label/label-document.ts';
export { labelProjection } from './label/project.ts';
export { CatalogMirror, type MirroredTool } from './membership/catalog-mirror.ts';
export {
  GROUP_MEMBERSHIPS,
  type GroupMembershipsDocument,
  MEMBERSHIPS,
  MEMBERSHIPS_PROJECTION,
  type MembershipDocument,
  membershipSpecs,
} from './membership/membership-document.ts';
export { MembershipKeeper, type MembershipKeeperParts } from './membership/membership-keeper.ts';
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
