import type { ChangeViewBody, CreateViewBody, View } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** What changes a saved view, over the api. A change is refused when somebody else changed the view meanwhile. */
export function viewCommands(api: Api) {
  const path = (id: string) => `/api/v1/views/${encodeURIComponent(id)}`;
  return {
    create: (body: CreateViewBody) => api<View>('/api/v1/views', { method: 'POST', body }),
    change: ({ id, revision }: View, body: ChangeViewBody) =>
      api<View>(path(id), { method: 'PATCH', body, ifMatch: revision }),
    remove: ({ id }: View) => api<{ id: string; revision: number }>(path(id), { method: 'DELETE' }),
  };
}
