import { CLOUD_EVENT_TYPE_PREFIX, eventData } from '@tools-provider/contracts';
import { CodedError } from '@tools-provider/mediator';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

const FILE_SUFFIX = '.json';

/** The JSON Schema of each event's data, where its CloudEvent's `dataschema` says. */
export const schemaRoutes: FastifyPluginCallbackZod<{ readonly publicUrl: string }> = (
  app,
  { publicUrl },
  done,
) => {
  const schemas = new Map(
    Object.entries(eventData).map(([type, schema]) => {
      const file = `${CLOUD_EVENT_TYPE_PREFIX}${type}${FILE_SUFFIX}`;
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-2020-12',
        metadata: z.registry(),
      });
      return [file, { $schema, $id: `${publicUrl}/schemas/${file}`, title: `Data of ${type}`, ...rest }];
    }),
  );
  app.get(
    '/schemas/:file',
    {
      config: { access: 'open' },
      schema: {
        tags: ['feed'],
        summary: "The JSON Schema of an event's data",
        params: z.strictObject({ file: z.string().max(200) }),
        response: {
          200: {
            description: 'A JSON Schema (2020-12)',
            content: { 'application/schema+json': { schema: z.unknown() } },
          },
        },
      },
    },
    async (request, reply) => {
      const schema = schemas.get(request.params.file);
      if (schema === undefined) {
        throw new CodedError(
          'not-found',
          'route-not-found',
          'There is no event type with a schema of this name',
        );
      }
      return reply
        .header('content-type', 'application/schema+json')
        .send(Buffer.from(JSON.stringify(schema)));
    },
  );
  done();
};
