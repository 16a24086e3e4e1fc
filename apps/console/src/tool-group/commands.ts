import type { CreateToolGroupBody, ReplaceToolGroupBody, WrittenToolGroup } from '@tools-provider/contracts';
import type { Api, RequestOptions } from '../api-client/api.ts';

/** What changes a tool group, over the api. Each answers with the group as it was written. */
export function toolGroupCommands(api: Api) {
  const group = (id: string) => `/api/v1/tool-groups/${encodeURIComponent(id)}`;
  const send = (path: string, options: RequestOptions) => api<WrittenToolGroup>(path, options);
  return {
    create: (body: CreateToolGroupBody) => send('/api/v1/tool-groups', { method: 'POST', body }),
    replace: (id: string, ifMatch: number, body: ReplaceToolGroupBody) =>
      send(group(id), { method: 'PUT', body, ifMatch }),
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
