import type { ChangeSourceBody, RegisterSourceBody, WrittenSource } from '@tools-provider/contracts';
import type { Api, RequestOptions } from '../api-client/api.ts';

/** What changes a source, over the api. Each answers with the source as it was written. */
export function sourceCommands(api: Api) {
  const source = (id: string) => `/api/v1/sources/${encodeURIComponent(id)}`;
  const send = (path: string, options: RequestOptions) => api<WrittenSource>(path, options);
  return {
    register: (body: RegisterSourceBody) => send('/api/v1/sources', { method: 'POST', body }),
    change: (id: string, ifMatch: number, body: ChangeSourceBody) =>
      send(source(id), { method: 'PATCH', body, ifMatch }),
    refresh: (id: string, body: { document?: string }) =>
      send(`${source(id)}/refresh`, { method: 'POST', body }),
    enable: (id: string) => send(`${source(id)}/enable`, { method: 'POST' }),
    disable: (id: string, body: { reason?: string }) =>
      send(`${source(id)}/disable`, { method: 'POST', body }),
    remove: (id: string) => api<{ id: string; revision: number }>(source(id), { method: 'DELETE' }),
  };
}
