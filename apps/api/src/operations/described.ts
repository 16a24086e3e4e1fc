/** The parts of an OpenAPI document that are completed here; what else it has stays as it is. */
export interface DescribedSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, DescribedSchema>>;
}

export interface DescribedParameter {
  readonly in?: string;
  readonly name?: string;
  readonly $ref?: string;
}

export interface DescribedAnswer {
  description?: string;
  headers?: Record<string, { readonly $ref: string }>;
  readonly content?: Readonly<Record<string, { readonly schema?: DescribedSchema }>>;
}

export interface DescribedOperation {
  operationId?: string;
  readonly tags?: readonly string[];
  parameters?: DescribedParameter[];
  requestBody?: { required?: boolean };
  readonly security?: readonly object[];
  responses: Record<string, DescribedAnswer | { readonly $ref: string }>;
}

export interface DescribedDocument {
  tags?: readonly { readonly name: string; readonly description?: string }[];
  paths?: Record<string, Record<string, DescribedOperation>>;
  components?: Record<string, Record<string, unknown>>;
}

/** What a route knows of itself that its schemas do not say. */
export interface RouteFacts {
  /** The body may be left out. */
  readonly hasOptionalBody: boolean;
  /** It has no limit of rate. */
  readonly isProbe: boolean;
}
