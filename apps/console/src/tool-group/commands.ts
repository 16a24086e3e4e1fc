import type {
  CreateToolGroupBody,
  changeToolGroupBody,
  NewSelector,
  ReplaceToolGroupBody,
  WrittenToolGroup,
} from '@tools-provider/contracts';
import type { z } from 'zod';
import type { Api, RequestOptions } from '../api-client/api.ts';

/** What may be changed about a group itself; what is left out stays. */
export type ChangeToolGroupBody = z.infer<typeof changeToolGroupBody>;

/** What changes a tool group, over the api. Each answers with the group as it was written. */
export function toolGroupCommands(api: Api) {
  const group = (id: string) => `/api/v1/tool-groups/${encodeURIComponent(id)}`;
  const send = (path: string, options: RequestOptions) => api<WrittenToolGroup>(path, options);
  return {
    create: (body: CreateToolGroupBody) => send('/api/v1/tool-groups', { method: 'POST', body }),
    change: (id: string, ifMatch: number, body: ChangeToolGroupBody) =>
      send(group(id), { method: 'PATCH', body, ifMatch }),
    /** Makes the group exactly that; answers the group unchanged when it is that already. */
    replace: (id: string, ifMatch: number, body: ReplaceToolGroupBody) =>
      send(group(id), { method: 'PUT', body, ifMatch }),
    addSelector: (id: string, body: NewSelector) => send(`${group(id)}/selectors`, { method: 'POST', body }),
    removeSelector: (id: string, selectorId: string) =>
      send(`${group(id)}/selectors/${encodeURIComponent(selectorId)}`, { method: 'DELETE' }),
    addTool: (id: string, toolId: string) =>
      send(`${group(id)}/tools/${encodeURIComponent(toolId)}`, { method: 'PUT' }),
    removeTool: (id: string, toolId: string) =>
      send(`${group(id)}/tools/${encodeURIComponent(toolId)}`, { method: 'DELETE' }),
    excludeTool: (id: string, toolId: string, body: { reason?: string }) =>
      send(`${group(id)}/exclusions/${encodeURIComponent(toolId)}`, { method: 'PUT', body }),
    includeTool: (id: string, toolId: string) =>
      send(`${group(id)}/exclusions/${encodeURIComponent(toolId)}`, { method: 'DELETE' }),
    activate: (id: string, ifMatch?: number) =>
      send(`${group(id)}/activate`, { method: 'POST', ...given(ifMatch) }),
    deactivate: (id: string, body: { reason?: string }, ifMatch?: number) =>
      send(`${group(id)}/deactivate`, { method: 'POST', body, ...given(ifMatch) }),
    remove: (id: string) => api<{ id: string; revision: number }>(group(id), { method: 'DELETE' }),
  };
}

function given(ifMatch: number | undefined): { ifMatch?: number } {
  return ifMatch === undefined ? {} : { ifMatch };
}
