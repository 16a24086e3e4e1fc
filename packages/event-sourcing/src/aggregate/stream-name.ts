/** Which aggregate a stream belongs to. */
export interface AggregateRef {
  /** The aggregate's name as in URLs: `tool-group`, `task`. */
  readonly aggregate: string;
  readonly id: string;
}

/** How the streams of one product are named: `<category>-<aggregate>-<id>`. */
export interface StreamNaming {
  readonly category: string;
  /** What every stream of the product begins with, for reads of the whole log. */
  readonly prefix: string;
  /** The name of an aggregate's stream. */
  nameOf(ref: AggregateRef): string;
  /** Takes a stream's name apart; `undefined` for a stream that is none of the product's. */
  parse(stream: string): AggregateRef | undefined;
}

const UUID_LENGTH = 36;

/** The naming of a category. It must have no dash, because KurrentDB's `$ce-` cuts at the first one; ids are UUIDs, so names can be taken apart. */
export function streamNaming(category: string): StreamNaming {
  const prefix = `${category}-`;
  return {
    category,
    prefix,
    nameOf: ({ aggregate, id }) => `${prefix}${aggregate}-${id}`,
    parse: (stream) => {
      if (!stream.startsWith(prefix)) return undefined;
      const rest = stream.slice(prefix.length);
      const id = rest.slice(-UUID_LENGTH);
      const aggregate = rest.slice(0, -UUID_LENGTH - 1);
      if (aggregate === '' || rest.at(-UUID_LENGTH - 1) !== '-') return undefined;
      return { aggregate, id };
    },
  };
}
