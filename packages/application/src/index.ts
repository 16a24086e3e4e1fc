export { authorize, requiredRoles } from './access.ts';
export { APPROVAL_REQUESTED, bulkCommands } from './bulk/bulk-commands.ts';
export { type BulkAction, type BulkWish, bulkCommandTypes } from './bulk/bulk-wish.ts';
export type { CommandResponse } from './command-response.ts';
export type { ChangeLabel } from './label/change-label.ts';
export type { CreateLabel } from './label/create-label.ts';
export type { DeleteLabel } from './label/delete-label.ts';
export {
  LABEL_CASCADE,
  type LabelCascade,
  labelCascade,
  labelCascadeActor,
} from './label/label-cascade.ts';
export type { SavePreferences } from './operator-preferences/save-preferences.ts';
export type {
  AggregateRepository,
  Labels,
  SavedPreferences,
  ServiceTokens,
  Sources,
  Tasks,
  ToolGroups,
  Views,
} from './ports.ts';
export { type AccessUseCasePorts, registerAccessUseCases } from './register-access-use-cases.ts';
export { type PersonalUseCasePorts, registerPersonalUseCases } from './register-personal-use-cases.ts';
export { registerUseCases, type UseCasePorts } from './register-use-cases.ts';
export { hasRole, ROLES, type Role } from './roles.ts';
export type { CreateServiceToken } from './service-token/create-service-token.ts';
export type { RevokeServiceToken } from './service-token/revoke-service-token.ts';
export type { ChangeSource } from './source/change-source.ts';
export type { DeregisterSource } from './source/deregister-source.ts';
export type { DisableSource } from './source/disable-source.ts';
export type { DropLabel } from './source/drop-label.ts';
export type { EnableSource } from './source/enable-source.ts';
export type { RefreshSource } from './source/refresh-source.ts';
export type { RegisterSource } from './source/register-source.ts';
export type { SourceReader } from './source/source-reader.ts';
export { stateCollections, stateSpecs } from './state-collections.ts';
export type { ChangeTask } from './task/change-task.ts';
export type { CreateTask } from './task/create-task.ts';
export type { DeleteTask } from './task/delete-task.ts';
export type { ChangeTool } from './tool/change-tool.ts';
export type { DisableTool } from './tool/disable-tool.ts';
export type { EnableTool } from './tool/enable-tool.ts';
export type { LabelTool } from './tool/label-tool.ts';
export type { UnlabelTool } from './tool/unlabel-tool.ts';
export type { ActivateToolGroup } from './tool-group/activate-tool-group.ts';
export {
  ACTIVATION_APPROVAL,
  type ActivationApproval,
  type ActivationApprovalCommand,
  type ActivationApprovalEvent,
  type ActivationApprovalState,
  activationApproval,
  activationApprovalActor,
  approvalTaskId,
} from './tool-group/activation-approval.ts';
export type { AddExplicitTool } from './tool-group/add-explicit-tool.ts';
export type { AddSelector } from './tool-group/add-selector.ts';
export type { ApproveActivation } from './tool-group/approve-activation.ts';
export type { ChangeToolGroupDetails } from './tool-group/change-tool-group-details.ts';
export { type CreateToolGroup, type NewSelector, newToolGroup } from './tool-group/create-tool-group.ts';
export type { DeactivateToolGroup } from './tool-group/deactivate-tool-group.ts';
export type { DeleteToolGroup } from './tool-group/delete-tool-group.ts';
export type { ExcludeTool } from './tool-group/exclude-tool.ts';
export type { IncludeTool } from './tool-group/include-tool.ts';
export type { RejectActivation } from './tool-group/reject-activation.ts';
export type { RemoveExplicitTool } from './tool-group/remove-explicit-tool.ts';
export type { RemoveSelector } from './tool-group/remove-selector.ts';
export { type ReplaceToolGroup, replaceDefinition } from './tool-group/replace-tool-group.ts';
export type { AccessUseCase, PersonalUseCase, UseCase } from './use-case.ts';
export type { ChangeView } from './view/change-view.ts';
export { type CreateView, MAX_VIEWS_PER_OWNER } from './view/create-view.ts';
export type { DeleteView } from './view/delete-view.ts';
export { createWriteSide, type WriteSideParts } from './write-side.ts';
