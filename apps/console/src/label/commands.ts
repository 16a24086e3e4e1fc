import type { ChangeLabelBody, CreateLabelBody, WrittenLabel } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** What changes a label, over the api. Each answers with the label as it was written. */
export function labelCommands(api: Api) {
  const label = (id: string) => `/api/v1/labels/${encodeURIComponent(id)}`;
  return {
    create: (body: CreateLabelBody) => api<WrittenLabel>('/api/v1/labels', { method: 'POST', body }),
    change: (id: string, ifMatch: number, body: ChangeLabelBody) =>
      api<WrittenLabel>(label(id), { method: 'PATCH', body, ifMatch }),
    /** With `ifMatch` only as long as nobody has changed it since. */
    remove: (id: string, ifMatch?: number) =>
      api<{ id: string; revision: number }>(label(id), {
        method: 'DELETE',
        ...(ifMatch === undefined ? {} : { ifMatch }),
      }),
  };
}
