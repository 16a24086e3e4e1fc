import { z } from 'zod';
import type { System } from './system.ts';

/** A header is a reference, to one of the components. */
const parameter = z.union([
  z.object({ $ref: z.string() }),
  z.looseObject({
    $ref: z.undefined().optional(),
    name: z.string(),
    in: z.enum(['path', 'query']),
    schema: z.unknown(),
  }),
]);

const operation = z.looseObject({
  'x-required-role': z.string().optional(),
  'x-required-scope': z.string().optional(),
  parameters: z.array(parameter).default([]),
  requestBody: z
    .looseObject({ required: z.boolean(), content: z.record(z.string(), z.unknown()) })
    .optional(),
});

const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/** An operation of the OpenAPI document; `name` is `get /api/v1/me`. */
export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly queryParameters: readonly string[];
  readonly pathParameters: readonly string[];
  readonly takesBody: boolean;
  readonly 'x-required-role': string | undefined;
  readonly 'x-required-scope': string | undefined;
}

/** Every operation that the api says it has. */
export async function operationsOf(system: System): Promise<readonly Operation[]> {
  const { paths } = document.parse((await system.nobody('GET', '/openapi.json')).json());
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters, requestBody, ...rest }]) => ({
      name: `${method} ${path}`,
      method: method.toUpperCase() as Operation['method'],
      path,
      queryParameters: parameters.flatMap((one) =>
        one.$ref === undefined && one.in === 'query' ? one.name : [],
      ),
      pathParameters: parameters.flatMap((one) =>
        one.$ref === undefined && one.in === 'path' ? one.name : [],
      ),
      takesBody: requestBody !== undefined,
      'x-required-role': rest['x-required-role'],
      'x-required-scope': rest['x-required-scope'],
    })),
  );
}
