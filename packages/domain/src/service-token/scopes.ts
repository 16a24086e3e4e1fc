/** What a service may be let do. `…:write` also changes; it does not include `…:read`. */
export const SERVICE_TOKEN_SCOPES = [
  'feed:read',
  'groups:read',
  'groups:write',
  'tasks:read',
  'tasks:write',
  'catalogue:read',
  'catalogue:write',
  'pipeline:read',
] as const;

export type ServiceTokenScope = (typeof SERVICE_TOKEN_SCOPES)[number];
