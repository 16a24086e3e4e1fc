import type { InjectOptions } from 'fastify';
import type { Operation } from './operations.ts';

type Schema = Readonly<Record<string, unknown>>;

const ANY_ID = '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11';

/** What stands in a path for a parameter that is none of the ids. */
const IN_PATHS: Readonly<Record<string, string>> = {
  aggregate: 'task',
  kind: 'saga',
  name: 'tasks',
  code: 'defect',
};

/** A request that an operation would take, by what the document says of it. */
export interface SampleRequest {
  readonly method: NonNullable<InjectOptions['method']>;
  readonly url: string;
  readonly payload?: object;
}

/** Makes requests that fit a document: the example of a schema, or else every field, and each the plainest that its schema allows. */
export class SampleRequests {
  readonly #document: Schema;

  constructor(document: Schema) {
    this.#document = document;
  }

  of({ method, path }: Operation, values: Readonly<Record<string, string>> = {}): SampleRequest {
    const paths = this.#document.paths as Readonly<Record<string, Readonly<Record<string, Schema>>>>;
    const content = (paths[path]?.[method.toLowerCase()]?.requestBody as Schema | undefined)?.content;
    const schema = (content as Readonly<Record<string, { readonly schema: Schema }>> | undefined)?.[
      'application/json'
    ];
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? IN_PATHS[name] ?? ANY_ID);
    return {
      method,
      url,
      ...(schema === undefined ? {} : { payload: this.#value(schema.schema) as object }),
    };
  }

  #value(named: Schema): unknown {
    const schema = this.#resolved(named);
    const [example] = (schema.examples ?? []) as readonly unknown[];
    if (example !== undefined && schema.type === 'object') return example;
    const choices = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as readonly Schema[] | undefined;
    if ('const' in schema) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[0];
    if (choices?.[0] !== undefined) return this.#value(choices[0]);
    switch ([schema.type].flat()[0]) {
      case 'object':
        return Object.fromEntries(
          Object.entries((schema.properties ?? {}) as Readonly<Record<string, Schema>>).map(
            ([name, field]) => [name, this.#value(field)],
          ),
        );
      case 'array':
        return [];
      case 'integer':
      case 'number':
        return schema.minimum ?? 0;
      case 'boolean':
        return true;
      case 'string':
        return textOf(schema);
      default:
        return null;
    }
  }

  #resolved(schema: Schema): Schema {
    if (typeof schema.$ref !== 'string') return schema;
    const steps = schema.$ref.slice(2).split('/');
    return steps.reduce<Schema>((found, step) => found[step] as Schema, this.#document);
  }
}

function textOf({ format, minLength }: Schema): string {
  if (format === 'uuid') return ANY_ID;
  if (format === 'date-time') return '2030-01-01T00:00:00.000Z';
  // Nothing answers there.
  if (format === 'uri') return 'http://127.0.0.1:9/';
  return 'x'.repeat(Math.max(Number(minLength ?? 1), 1));
}
