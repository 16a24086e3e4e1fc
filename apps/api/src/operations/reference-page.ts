import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** The page may run and load what this server has, and nothing else. Swagger UI draws its signs from data URLs and styles some elements itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>API reference - Tools Provider</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/reference.css">
<main id="reference"><p>The reference takes JavaScript; <a href="/openapi.json">openapi.json</a> says the same.</p></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/reference.js"></script>
</html>
`;

/**
 * What is not the library's. Requests of the page go to where it came from, which need not be the address in the document. The library's
 * own colours have too little contrast.
 */
const OURS: Readonly<Record<string, string>> = {
  'reference.js': `fetch('/openapi.json')
  .then((answer) => answer.json())
  .then((document) =>
    SwaggerUIBundle({
      spec: { ...document, servers: [{ url: location.origin }] },
      dom_id: '#reference',
      deepLinking: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayOperationId: true,
      filter: true,
      validatorUrl: 'none',
    }),
  );
`,
  'reference.css': `body { margin: 0; background: #fff; }
main > p { margin: 24px; font-family: sans-serif; }
.swagger-ui .info { margin: 24px 0; }
.swagger-ui .info a, .swagger-ui .info .url { color: #1d4ed8; }
.swagger-ui .info .title small { background: #4b5563; }
.swagger-ui .info .title small.version-stamp { background: #3f6212; }
.swagger-ui .btn.authorize { color: #15703f; border-color: #15703f; }
.swagger-ui .btn.authorize svg { fill: #15703f; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1d4ed8; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #15703f; }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #9a4f00; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0f6b66; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b91c1c; }
.swagger-ui .opblock-summary-path a { display: inline-block; line-height: 24px; }
`,
};

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  png: 'image/png',
};

const require = createRequire(import.meta.url);
const LIBRARY = dirname(require.resolve('swagger-ui-dist/package.json'));

const THEIRS: ReadonlySet<string> = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

/** The reference of the api for people, at `/docs`: Swagger UI over `/openapi.json`, with everything it needs from this server. */
export const referencePage: FastifyPluginCallbackZod = (app, _, done) => {
  const config = { access: 'open' } as const;
  const files = new Map<string, Buffer>();
  app.get('/docs', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(PAGE),
  );
  app.get(
    '/docs/:file',
    { config, schema: { hide: true, params: z.strictObject({ file: z.string().max(100) }) } },
    async (request, reply) => {
      const { file } = request.params;
      const content = files.get(file) ?? (await contentOf(file));
      files.set(file, content);
      const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return reply.type(type).header('cache-control', 'max-age=3600').send(content);
    },
  );
  done();
};

function contentOf(file: string): Promise<Buffer> {
  const ours = Object.hasOwn(OURS, file) ? OURS[file] : undefined;
  if (ours !== undefined) return Promise.resolve(Buffer.from(ours));
  if (THEIRS.has(file)) return readFile(join(LIBRARY, file));
  throw new CodedError('not-found', 'route-not-found', 'The reference has no file of this name');
}
