import type { ChangeToolBody, WrittenTool } from '@tools-provider/contracts';
import type { Api, RequestOptions } from '../api-client/api.ts';

/** What changes a tool, over the api. Each answers with the tool as it was written, and the revision that its source has by it. */
export function toolCommands(api: Api) {
  const tool = (id: string) => `/api/v1/tools/${encodeURIComponent(id)}`;
  const label = (id: string, labelId: string) => `${tool(id)}/labels/${encodeURIComponent(labelId)}`;
  const send = (path: string, options: RequestOptions) => api<WrittenTool>(path, options);
  return {
    change: (id: string, ifMatch: number, body: ChangeToolBody) =>
      send(tool(id), { method: 'PATCH', body, ifMatch }),
    enable: (id: string) => send(`${tool(id)}/enable`, { method: 'POST' }),
    disable: (id: string, body: { reason?: string }) => send(`${tool(id)}/disable`, { method: 'POST', body }),
    addLabel: (id: string, labelId: string) => send(label(id, labelId), { method: 'PUT' }),
    removeLabel: (id: string, labelId: string) => send(label(id, labelId), { method: 'DELETE' }),
  };
}
