import swagger from '@fastify/swagger';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { completeOperation } from './complete-operation.ts';
import type { DescribedDocument, RouteFacts } from './described.ts';
import { ANSWER_HEADERS, REQUEST_HEADERS } from './described-headers.ts';
import { TAGS } from './document-tags.ts';
import { problemAnswer } from './problem-answer.ts';
import { refusalComponents } from './problem-answers.ts';
import { tidyComponents } from './tidy-components.ts';

const DESCRIPTION = [
  'Commands answer the revision they wrote (body and `ETag`), reads the revision they show. Send `If-Match` to change only what you have seen,',
  '`minRevision` with `Prefer: wait=<seconds>` to read what you have just written, and `Idempotency-Key` to be able to send a command again.',
  'Every error is a problem document (RFC 9457) whose `type` is a page that says what to do.',
].join(' ');

/**
 * Collects the routes that are added from now on into a document, OpenAPI 3.1, made of their zod schemas; what follows from the kind of a
 * route (its name, headers, refusals) is added to it.
 */
export async function describeRoutes(app: FastifyInstance, publicUrl: string): Promise<void> {
  const facts = new Map<string, RouteFacts>();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tools Provider',
        version: '1.0.0',
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' } as { name: string },
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: "A person's access token" },
          serviceToken: { type: 'http', scheme: 'bearer', description: "A service's token, `tp_…`" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      completed(tidyComponents(jsonSchemaTransformObject(document)), facts, publicUrl),
  });
  app.addHook('onRoute', (route) => {
    if (route.schema === undefined || route.schema.hide === true) return;
    // Only so that its schema is among the components; each operation then refers to the refusals it has.
    route.schema.response = {
      ...asRecord(route.schema.response),
      default: problemAnswer('What went wrong (RFC 9457)'),
    };
    Object.assign(route.schema, accessDescribed(route));
    const isProbe = route.config?.isProbe === true;
    facts.set(nameOf(String(route.method), route.url), { hasOptionalBody: mayLackBody(route), isProbe });
  });
}

/**
 * Who may call the route, as OpenAPI says it (the roles and scopes that are enough stand in the requirement), as fields of our own, and as a
 * sentence.
 */
function accessDescribed({ config, schema }: RouteOptions): object {
  const { access, scope } = config ?? {};
  if (access === undefined || access === 'open') return { security: [] };
  const scopes =
    scope === undefined || scope === 'people-only' ? null : scope === 'every-service' ? [] : [scope];
  const services =
    scopes === null
      ? 'no service may call it'
      : scopes.length === 0
        ? 'every service may call it'
        : `a service needs the scope \`${scopes[0]}\``;
  return {
    security: [{ bearer: [access] }, ...(scopes === null ? [] : [{ serviceToken: scopes }])],
    'x-required-role': access,
    'x-required-scope': scope,
    description: [schema?.description, `Needs the role \`${access}\`; ${services}.`]
      .filter(Boolean)
      .join('\n\n'),
  };
}

/** Serves the document at `/openapi.json`. */
export function openApiRoute(app: FastifyInstance): void {
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, async () => app.swagger());
}

function completed<Document extends object>(
  document: Document,
  facts: ReadonlyMap<string, RouteFacts>,
  publicUrl: string,
): Document {
  const described = document as DescribedDocument;
  const operations = Object.entries(described.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, operation]) => ({ path, method: name.toUpperCase(), operation })),
  );
  for (const { path, method, operation } of operations) {
    delete operation.responses.default;
    const known = facts.get(`${method} ${path}`) ?? { hasOptionalBody: false, isProbe: false };
    completeOperation(operation, { method, path, document: described, facts: known });
  }
  const tags = new Set(operations.flatMap(({ operation }) => operation.tags ?? []));
  described.tags = TAGS.filter(({ name }) => tags.has(name));
  const responses = onlyReferred(refusalComponents(publicUrl), described.paths);
  described.components = {
    ...described.components,
    responses,
    headers: onlyReferred(ANSWER_HEADERS, { paths: described.paths, responses }),
    parameters: onlyReferred(REQUEST_HEADERS, described.paths),
  };
  return document;
}

/** Of some components those that `where` refers to, by their names. */
function onlyReferred(
  components: Readonly<Record<string, unknown>>,
  where: unknown,
): Record<string, unknown> {
  const references = new Set(JSON.stringify(where).match(/(?<=#\/components\/\w+\/)[\w-]+/g));
  return Object.fromEntries(Object.entries(components).filter(([name]) => references.has(name)));
}

function mayLackBody({ schema }: RouteOptions): boolean {
  return schema?.body instanceof z.ZodType && schema.body.safeParse(undefined).success;
}

/** One name for an operation, whether its path is written as Fastify does (`:id`) or as OpenAPI does (`{id}`). */
function nameOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
