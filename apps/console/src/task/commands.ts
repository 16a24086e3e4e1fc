import type { ChangeTaskBody, CreateTaskBody, WrittenTask } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** What changes a task, over the api. Each answers with the task as it was written. */
export function taskCommands(api: Api) {
  const task = (id: string) => `/api/v1/tasks/${encodeURIComponent(id)}`;
  return {
    create: (body: CreateTaskBody) => api<WrittenTask>('/api/v1/tasks', { method: 'POST', body }),
    change: (id: string, body: ChangeTaskBody, ifMatch?: number) =>
      api<WrittenTask>(task(id), { method: 'PATCH', body, ...(ifMatch === undefined ? {} : { ifMatch }) }),
    remove: (id: string) => api<{ id: string; revision: number }>(task(id), { method: 'DELETE' }),
  };
}
