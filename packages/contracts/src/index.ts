export { type AuditEntry, type AuditedAggregate, auditedAggregate, auditPage, auditQuery } from './audit.ts';
export { listLabelsQuery, listSourcesQuery, listToolsQuery } from './catalog-list.ts';
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
export { type History, type HistoryChange, type HistoryEntry, history, historyQuery } from './history.ts';
export {
  type AggregateName,
  aggregateId,
  aggregateName,
  catalogToolId,
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
  type ToolFilter,
  type ToolGroupFilter,
} from './job.ts';
export {
  type ChangeLabelBody,
  type CreateLabelBody,
  changeLabelBody,
  createLabelBody,
  type Label,
  label,
  type WrittenLabel,
  writtenLabel,
} from './label.ts';
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
  readQueryWithPast,
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
export {
  createdServiceToken,
  createServiceTokenBody,
  SERVICE_TOKEN_PATTERN,
  type ServiceToken,
  type ServiceTokenScope,
  serviceToken,
  serviceTokenScope,
  serviceTokens,
} from './service-token.ts';
export { accessToken, devTokenBody, type Me, me, personas, type Role, role } from './session.ts';
export { retryRequested, type SetAsideItem, setAsideItem, setAsideKind, setAsideList } from './set-aside.ts';
export {
  type ChangeSourceBody,
  changeSourceBody,
  type RegisterSourceBody,
  refreshSourceBody,
  registerSourceBody,
  type Source,
  type SourceHealth,
  type SourceKind,
  source,
  sourceHealth,
  sourceKind,
  type WrittenSource,
  writtenSource,
} from './source.ts';
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
  type ChangeToolBody,
  changeToolBody,
  type Tool,
  type ToolStatus,
  type ToolSummary,
  tool,
  toolStatus,
  toolSummary,
  type WrittenTool,
  writtenTool,
} from './tool.ts';
export {
  type CreateToolGroupBody,
  changeToolGroupBody,
  createToolGroupBody,
  type ListedToolGroup,
  listedToolGroup,
  type NewSelector,
  newSelector,
  reasonBody,
  replaceToolGroupBody,
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
