import { CodedError } from '@tools-provider/mediator';
import type { FastifyInstance } from 'fastify';
import type { Access, ScopeRule } from './access.ts';

interface AreaRule {
  readonly read: ScopeRule;
  readonly write: ScopeRule;
}

const PEOPLE: AreaRule = { read: 'people-only', write: 'people-only' };
const GROUPS: AreaRule = { read: 'groups:read', write: 'groups:write' };
const TASKS: AreaRule = { read: 'tasks:read', write: 'tasks:write' };
const CATALOGUE: AreaRule = { read: 'catalogue:read', write: 'catalogue:write' };
const PIPELINE: AreaRule = { read: 'pipeline:read', write: 'people-only' };

/** What comes after `/api/v1/`, and what services need for it. */
const AREAS: Readonly<Record<string, AreaRule>> = {
  me: { read: 'every-service', write: 'people-only' },
  'tool-groups': GROUPS,
  tasks: TASKS,
  tools: CATALOGUE,
  sources: CATALOGUE,
  labels: CATALOGUE,
  events: { read: 'feed:read', write: 'people-only' },
  changes: PIPELINE,
  consistency: PIPELINE,
  pipeline: PIPELINE,
  projections: PIPELINE,
  // A job may be about anything, so no scope covers one.
  jobs: PEOPLE,
  views: PEOPLE,
  preferences: PEOPLE,
  'service-tokens': PEOPLE,
  audit: PEOPLE,
};

const READS = new Set(['GET', 'HEAD']);

/**
 * Which services may call a route that says nothing of it itself: by the first part of its path and whether it reads. What is for admins is
 * for people only. `undefined` for a part that has no rule yet.
 */
export function scopeRuleOf(methods: readonly string[], url: string, access: Access): ScopeRule | undefined {
  if (access === 'open') return 'every-service';
  const [, area = ''] = /^\/api\/v1\/([^/]+)/.exec(url) ?? [];
  const rule = Object.hasOwn(AREAS, area) ? AREAS[area] : undefined;
  if (rule === undefined || access !== 'admin') {
    return methods.every((method) => READS.has(method)) ? rule?.read : rule?.write;
  }
  return 'people-only';
}

/** Gives every route that is added from now on its rule for services, and refuses one for which there is none. */
export function ruleScopes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined || config.scope !== undefined) return;
    const scope = scopeRuleOf([method].flat(), url, config.access);
    if (scope === undefined) {
      throw new CodedError(
        'defect',
        'route-without-scope',
        `${method} ${url} does not say which services may call it`,
      );
    }
    config.scope = scope;
  });
}
