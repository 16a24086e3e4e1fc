/** A JSON Schema as the document has it. */
export type Schema = Readonly<Record<string, unknown>>;

/** A parameter in a path or a query. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** What the document says of one operation. */
export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly isSecured: boolean;
  readonly parameters: readonly Parameter[];
  /** The schema of its JSON body; `undefined` when it takes none. */
  readonly body: Schema | undefined;
  readonly isBodyRequired: boolean;
  /** By status, the schemas by media type. */
  readonly answers: ReadonlyMap<number, ReadonlyMap<string, Schema>>;
}

type Json = Readonly<Record<string, unknown>>;

/** An OpenAPI document, with what is needed to send what it describes and to judge what comes back. */
export class DescribedApi {
  readonly document: Json;
  readonly operations: readonly DescribedOperation[];

  constructor(document: Json) {
    this.document = document;
    const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Json>>>>;
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => this.#read(method.toUpperCase(), path, operation)),
    );
  }

  static async load(apiUrl: string): Promise<DescribedApi> {
    const answer = await fetch(`${apiUrl}/openapi.json`);
    return new DescribedApi((await answer.json()) as Json);
  }

  /** What a reference stands for; everything else stands for itself. */
  resolve<Value extends Json>(value: Value): Value {
    const reference = value.$ref;
    if (typeof reference !== 'string') return value;
    const steps = reference.slice(2).split('/');
    return this.resolve(steps.reduce((found, step) => found[step] as Json, this.document) as Value);
  }

  #read(method: string, path: string, operation: Json): DescribedOperation {
    const parameters = (operation.parameters ?? []) as readonly Json[];
    const body = operation.requestBody as Json | undefined;
    const answers = operation.responses as Readonly<Record<string, Json>>;
    return {
      id: String(operation.operationId),
      method,
      path,
      isSecured: (operation.security as readonly Json[]).length > 0,
      parameters: parameters.map((parameter) => this.resolve(parameter) as unknown as Parameter),
      body: body === undefined ? undefined : schemasOf(body).get('application/json'),
      isBodyRequired: body?.required === true,
      answers: new Map(
        Object.entries(answers)
          .filter(([status]) => status !== 'default')
          .map(([status, answer]) => [Number(status), schemasOf(this.resolve(answer))]),
      ),
    };
  }
}

function schemasOf(described: Json): ReadonlyMap<string, Schema> {
  const content = (described.content ?? {}) as Readonly<Record<string, { readonly schema: Schema }>>;
  return new Map(Object.entries(content).map(([mediaType, { schema }]) => [mediaType, schema]));
}
