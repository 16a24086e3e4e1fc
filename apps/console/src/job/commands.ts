import type { CreateJobBody, Job } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** What is asked of jobs, over the api. */
export function jobCommands(api: Api) {
  return {
    request: (body: CreateJobBody) => api<Job>('/api/v1/jobs', { method: 'POST', body }),
    cancel: (id: string) => api<Job>(`/api/v1/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  };
}
