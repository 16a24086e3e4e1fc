import type { ChangeLabel } from './label/change-label.ts';
import type { CreateLabel } from './label/create-label.ts';
import type { DeleteLabel } from './label/delete-label.ts';
import type { SavePreferences } from './operator-preferences/save-preferences.ts';
import type { CreateServiceToken } from './service-token/create-service-token.ts';
import type { RevokeServiceToken } from './service-token/revoke-service-token.ts';
import type { ChangeSource } from './source/change-source.ts';
import type { DeregisterSource } from './source/deregister-source.ts';
import type { DisableSource } from './source/disable-source.ts';
import type { DropLabel } from './source/drop-label.ts';
import type { EnableSource } from './source/enable-source.ts';
import type { RefreshSource } from './source/refresh-source.ts';
import type { RegisterSource } from './source/register-source.ts';
import type { ChangeTask } from './task/change-task.ts';
import type { CreateTask } from './task/create-task.ts';
import type { DeleteTask } from './task/delete-task.ts';
import type { ChangeTool } from './tool/change-tool.ts';
import type { DisableTool } from './tool/disable-tool.ts';
import type { EnableTool } from './tool/enable-tool.ts';
import type { LabelTool } from './tool/label-tool.ts';
import type { UnlabelTool } from './tool/unlabel-tool.ts';
import type { ActivateToolGroup } from './tool-group/activate-tool-group.ts';
import type { AddExplicitTool } from './tool-group/add-explicit-tool.ts';
import type { AddSelector } from './tool-group/add-selector.ts';
import type { ApproveActivation } from './tool-group/approve-activation.ts';
import type { ChangeToolGroupDetails } from './tool-group/change-tool-group-details.ts';
import type { CreateToolGroup } from './tool-group/create-tool-group.ts';
import type { DeactivateToolGroup } from './tool-group/deactivate-tool-group.ts';
import type { DeleteToolGroup } from './tool-group/delete-tool-group.ts';
import type { ExcludeTool } from './tool-group/exclude-tool.ts';
import type { IncludeTool } from './tool-group/include-tool.ts';
import type { RejectActivation } from './tool-group/reject-activation.ts';
import type { RemoveExplicitTool } from './tool-group/remove-explicit-tool.ts';
import type { RemoveSelector } from './tool-group/remove-selector.ts';
import type { ReplaceToolGroup } from './tool-group/replace-tool-group.ts';
import type { ChangeView } from './view/change-view.ts';
import type { CreateView } from './view/create-view.ts';
import type { DeleteView } from './view/delete-view.ts';

/** The commands that are about how one person works. */
export type PersonalUseCase = CreateView | ChangeView | DeleteView | SavePreferences;

/** The commands that are about who may call the api. */
export type AccessUseCase = CreateServiceToken | RevokeServiceToken;

/** Every command there is. */
export type UseCase =
  | CreateToolGroup
  | ChangeToolGroupDetails
  | ReplaceToolGroup
  | DeleteToolGroup
  | AddSelector
  | RemoveSelector
  | AddExplicitTool
  | RemoveExplicitTool
  | ExcludeTool
  | IncludeTool
  | ActivateToolGroup
  | DeactivateToolGroup
  | ApproveActivation
  | RejectActivation
  | CreateTask
  | ChangeTask
  | DeleteTask
  | RegisterSource
  | ChangeSource
  | RefreshSource
  | EnableSource
  | DisableSource
  | DeregisterSource
  | DropLabel
  | EnableTool
  | DisableTool
  | ChangeTool
  | LabelTool
  | UnlabelTool
  | CreateLabel
  | ChangeLabel
  | DeleteLabel
  | PersonalUseCase
  | AccessUseCase;
