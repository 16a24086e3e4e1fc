import swagger from '@fastify/swagger';
import { problem } from '@tools-provider/contracts';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { tidyComponents } from './tidy-components.ts';

/** Collects the routes that are added from now on into a document, OpenAPI 3.1, made of their zod schemas. */
export async function describeRoutes(app: FastifyInstance, publicUrl: string): Promise<void> {
  const optionalBodies = new Set<string>();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tools Provider',
        version: '1.0.0',
        description:
          'Commands answer the revision they wrote (body and ETag), reads the revision they show. Send `If-Match` to change only what you have seen, ' +
          '`minRevision` with `Prefer: wait=<seconds>` to read what you have just written. Every error is a problem document (RFC 9457).',
      },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      withOptionalBodies(tidyComponents(jsonSchemaTransformObject(document)), optionalBodies),
  });
  app.addHook('onRoute', (route) => {
    if (route.schema === undefined || route.schema.hide === true) return;
    route.schema.response = { ...asRecord(route.schema.response), default: PROBLEM_ANSWER };
    if (route.config?.access !== 'open') route.schema.security = [{ bearer: [] }];
    if (mayLackBody(route)) optionalBodies.add(operationOf(String(route.method), route.url));
  });
}

/** Serves the document at `/openapi.json`. */
export function openApiRoute(app: FastifyInstance): void {
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, async () => app.swagger());
}

const PROBLEM_ANSWER = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: problem } },
};

interface Operation {
  requestBody?: { required?: boolean };
}

/** The plugin says of every body that it is required. */
function withOptionalBodies<Document extends object>(
  document: Document,
  optional: ReadonlySet<string>,
): Document {
  const { paths = {} } = document as { paths?: Record<string, Record<string, Operation>> };
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { requestBody }] of Object.entries(operations)) {
      if (requestBody !== undefined && optional.has(operationOf(method, path))) requestBody.required = false;
    }
  }
  return document;
}

function mayLackBody({ schema }: RouteOptions): boolean {
  return schema?.body instanceof z.ZodType && schema.body.safeParse(undefined).success;
}

/** One name for an operation, whether its path is written as Fastify does (`:id`) or as OpenAPI does (`{id}`). */
function operationOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
