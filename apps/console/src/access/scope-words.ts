import type { ServiceTokenScope } from '@tools-provider/contracts';

/** What can be read and written by services, and the scopes that let them. */
export const scopeAreas = [
  { name: 'Tool groups', read: 'groups:read', write: 'groups:write' },
  { name: 'Tasks', read: 'tasks:read', write: 'tasks:write' },
  { name: 'Catalogue', what: 'Sources, tools and labels', read: 'catalogue:read', write: 'catalogue:write' },
  { name: 'Feed', what: 'Every event, with its payload', read: 'feed:read' },
  { name: 'Pipeline', what: 'Consistency, live changes, lag', read: 'pipeline:read' },
] as const satisfies readonly {
  name: string;
  what?: string;
  read: ServiceTokenScope;
  write?: ServiceTokenScope;
}[];
