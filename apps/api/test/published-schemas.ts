import { Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** Checks values by JSON Schemas (2020-12) as they are published, with a validator that knows nothing of the code they are made from. */
export class PublishedSchemas {
  readonly #ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor() {
    formats.default(this.#ajv);
  }

  /** What is wrong with a value by a schema, a sentence each. A schema is compiled once by its name. */
  errorsOf(name: string, schema: object, value: unknown): readonly string[] {
    const validate = this.#compiled.get(name) ?? this.#ajv.compile(schema);
    this.#compiled.set(name, validate);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  }
}
