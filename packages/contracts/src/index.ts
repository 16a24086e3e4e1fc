export { CLOUD_EVENT_TYPE_PREFIX, type CloudEvent, cloudEvent, feedQuery } from './cloud-event.ts';
export {
  type Change,
  type Consistency,
  type ConsistencyReport,
  type ConsistencyStatus,
  change,
  consistency,
  consistencyReport,
  consistencyStatus,
  type Pipeline,
  pipeline,
  pipelineTrace,
  projectionFailure,
  workerState,
} from './consistency.ts';
export { type EventDataType, eventData } from './event-data.ts';
export {
  type AggregateName,
  aggregateId,
  aggregateName,
  revision,
  timestamp,
  toolId,
} from './identifiers.ts';
export {
  type CreateJobBody,
  createJobBody,
  type Job,
  type JobItem,
  type JobPreview,
  job,
  jobItem,
  jobPreview,
  listJobItemsQuery,
  listJobsQuery,
  MAX_JOB_ITEMS,
  type TaskFilter,
  type ToolGroupFilter,
} from './job.ts';
export {
  deleted,
  listTasksQuery,
  listToolGroupsQuery,
  noQuery,
  type Page,
  pageOf,
  paging,
  queryFlag,
  readQuery,
} from './list.ts';
export {
  type Density,
  density,
  type Preferences,
  preferences,
  type SavePreferencesBody,
  savePreferencesBody,
  type Theme,
  theme,
} from './preferences.ts';
export { type Problem, problem } from './problem.ts';
export { projectionList, projectionName, type RebuildJobBody, rebuildJob } from './projection.ts';
export {
  type QuarantinedAggregate,
  type QuarantineRequested,
  quarantineAction,
  quarantinedAggregate,
  quarantineParams,
  quarantineQuery,
  quarantineRequested,
  skipBody,
} from './quarantine.ts';
export {
  criterion,
  groupOfTool,
  groupPreview,
  groupTools,
  listGroupsOfToolQuery,
  listGroupToolsQuery,
  type MembershipsChange,
  type MembershipsState,
  membershipReason,
  membershipsChange,
  membershipsState,
  previewBody,
  toolMembership,
} from './resolution.ts';
export { accessToken, devTokenBody, type Me, me, personas, type Role, role } from './session.ts';
export { retryRequested, type SetAsideItem, setAsideItem, setAsideKind, setAsideList } from './set-aside.ts';
export {
  type ChangeTaskBody,
  type CreateTaskBody,
  changeTaskBody,
  createTaskBody,
  type Task,
  type TaskPriority,
  type TaskStatus,
  task,
  taskPriority,
  taskSort,
  taskStatus,
  type WrittenTask,
  writtenTask,
} from './task.ts';
export {
  type CreateToolGroupBody,
  changeToolGroupBody,
  createToolGroupBody,
  type NewSelector,
  newSelector,
  reasonBody,
  type Selector,
  selector,
  type ToolGroup,
  toolGroup,
  toolGroupName,
  toolGroupSort,
  type WrittenToolGroup,
  writtenToolGroup,
} from './tool-group.ts';
export {
  type ChangeViewBody,
  type CreateViewBody,
  changeViewBody,
  createViewBody,
  listViewsQuery,
  type View,
  type ViewList,
  view,
  viewList,
  views,
} from './view.ts';
