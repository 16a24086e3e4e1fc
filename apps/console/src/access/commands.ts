import type { CreatedServiceToken, CreateServiceTokenBody, ServiceToken } from '@tools-provider/contracts';
import type { Api } from '../api-client/api.ts';

/** Makes and revokes service tokens, over the api. */
export function accessCommands(api: Api) {
  return {
    create: (body: CreateServiceTokenBody) =>
      api<CreatedServiceToken>('/api/v1/service-tokens', { method: 'POST', body }),
    revoke: (id: string) =>
      api<ServiceToken>(`/api/v1/service-tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  };
}
