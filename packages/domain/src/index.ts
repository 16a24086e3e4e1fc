export type { LabelCreated, LabelDeleted, LabelEvent, LabelUpdated } from './label/events.ts';
export { Label, type LabelChanges, type LabelDetails, labelType } from './label/label.ts';
export { evolveLabel, initialLabel, type LabelState } from './label/state.ts';
export {
  OperatorPreferences,
  type OperatorPreferencesState,
  operatorPreferencesType,
  type PreferencesSaved,
  preferencesIdOf,
} from './operator-preferences/operator-preferences.ts';
export {
  DEFAULT_PREFERENCES,
  type Density,
  type Preferences,
  type Theme,
} from './operator-preferences/preferences.ts';
export { inPart } from './places.ts';
export { serviceTokenNotFound } from './service-token/errors.ts';
export type {
  ServiceTokenCreated,
  ServiceTokenEvent,
  ServiceTokenRevoked,
} from './service-token/events.ts';
export { SERVICE_TOKEN_SCOPES, type ServiceTokenScope } from './service-token/scopes.ts';
export { ServiceToken, type ServiceTokenDetails, serviceTokenType } from './service-token/service-token.ts';
export { isInForce, type ServiceTokenState, serviceActorId } from './service-token/state.ts';
export { toolNotFound } from './source/errors.ts';
export type {
  InventoryIngested,
  SourceDeregistered,
  SourceDisabled,
  SourceEnabled,
  SourceEvent,
  SourceHealthChanged,
  SourceRegistered,
  SourceSyncFailed,
  SourceUpdated,
  ToolDefinitionUpdated,
  ToolDeprecated,
  ToolDisabled,
  ToolDiscovered,
  ToolEnabled,
  ToolLabelAdded,
  ToolLabelRemoved,
  ToolRestored,
  ToolUpdated,
} from './source/events.ts';
export type { InventoryTool, SourceInventory } from './source/inventory.ts';
export {
  SOURCE_HEALTHS,
  SOURCE_KINDS,
  type SourceHealth,
  type SourceKind,
  TOOL_STATUSES,
  type ToolStatus,
} from './source/kinds.ts';
export {
  evolveSource,
  initialSource,
  type SourceState,
  toolRevision,
} from './source/state.ts';
export {
  type InventoryWarning,
  sourceIdOf,
  type ToolDefinition,
  toolIdOf,
} from './source/tool-definition.ts';
export { allToolEntries, type ToolEntry, toolEntry } from './source/tool-entries.ts';
export {
  type FailedAttempt,
  type NewSource,
  type SourceChanges,
  sourceType,
  type ToolChanges,
  ToolSource,
} from './source/tool-source.ts';
export type { Stamp } from './stamp.ts';
export { CATEGORY, PIPELINE_RECORDS, parseStreamName, streamName } from './streams.ts';
export type { TaskApproval } from './task/approval.ts';
export type {
  TaskAssigneeUpdated,
  TaskChange,
  TaskCreated,
  TaskDeleted,
  TaskDepartmentUpdated,
  TaskDescriptionUpdated,
  TaskDueUpdated,
  TaskEvent,
  TaskPriorityUpdated,
  TaskStatusUpdated,
  TaskTitleUpdated,
} from './task/events.ts';
export { TASK_PRIORITIES, type TaskPriority } from './task/priority.ts';
export { evolveTask, initialTask, type TaskState } from './task/state.ts';
export { STATUS_TRANSITIONS, TASK_STATUSES, type TaskStatus } from './task/status.ts';
export { type NewTask, Task, type TaskChanges, type TaskDetails, taskType } from './task/task.ts';
export {
  type CatalogTool,
  type SelectableTool,
  selectable,
  type Unavailability,
  unavailabilityOf,
} from './tool-group/catalog-tool.ts';
export type { DefinedExclusion, DefinedSelector, ToolGroupDefinition } from './tool-group/definition.ts';
export type {
  ActivationRejected,
  ActivationRequested,
  ApprovalRequired,
  ApprovalWaived,
  ExplicitToolAdded,
  ExplicitToolRemoved,
  SelectorAdded,
  SelectorRemoved,
  SelectorsReordered,
  ToolExcluded,
  ToolGroupActivated,
  ToolGroupCreated,
  ToolGroupDeactivated,
  ToolGroupDeleted,
  ToolGroupEvent,
  ToolGroupUpdated,
  ToolIncluded,
} from './tool-group/events.ts';
export {
  CompiledDefinition,
  type GroupDefinition,
  MEMBERSHIP_REASONS,
  type MembershipReason,
  type ToolMembership,
} from './tool-group/membership.ts';
export type { NearMiss } from './tool-group/near-misses.ts';
export {
  compilePattern,
  MAX_PATTERN_LENGTH,
  type PatternMatcher,
  patternFault,
  REGEX_PREFIX,
} from './tool-group/pattern.ts';
export {
  type DefinitionPreview,
  type PreviewedChange,
  type PreviewLimits,
  PreviewRun,
  previewDefinition,
} from './tool-group/preview.ts';
export { explainTools, type ResolvedTool, resolveTools } from './tool-group/resolution.ts';
export {
  expressionsCost,
  hasSameCriteria,
  inOrder,
  MAX_SELECTOR_ID_LENGTH,
  type ToolSelector,
  type ToolSelectorInput,
  toolSelector,
} from './tool-group/selector.ts';
export { CRITERIA, type Criterion } from './tool-group/selector-matcher.ts';
export {
  type ActivationRequest,
  type ExcludedTool,
  type ExplicitTool,
  evolveToolGroup,
  initialToolGroup,
  type ToolGroupState,
} from './tool-group/state.ts';
export {
  type NewToolGroup,
  type Rejection,
  ToolGroup,
  type ToolGroupChanges,
  type ToolGroupDetails,
  toolGroupType,
} from './tool-group/tool-group.ts';
export { upcasters } from './upcasters.ts';
export { viewDeleted, viewNotFound } from './view/errors.ts';
export type {
  ViewCreated,
  ViewDeleted,
  ViewEvent,
  ViewQueryChanged,
  ViewRenamed,
  ViewShared,
  ViewUnshared,
} from './view/events.ts';
export type { ViewList, ViewQuery } from './view/query.ts';
export { isVisibleTo, type ViewState } from './view/state.ts';
export { View, type ViewDetails, viewType } from './view/view.ts';
