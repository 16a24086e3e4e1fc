import swagger from '@fastify/swagger';
import { problem } from '@tools-provider/contracts';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { tidyComponents } from './tidy-components.ts';

/** Collects the routes that are added from now on into a document, OpenAPI 3.1, made of their zod schemas. */
export async function describeRoutes(app: FastifyInstance, publicUrl: string): Promise<void> {
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
    transformObject: (document) => tidyComponents(jsonSchemaTransformObject(document)),
  });
  app.addHook('onRoute', (route) => {
    if (route.schema === undefined || route.schema.hide === true) return;
    route.schema.response = { ...asRecord(route.schema.response), default: PROBLEM_ANSWER };
    if (route.config?.access !== 'open') route.schema.security = [{ bearer: [] }];
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

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
