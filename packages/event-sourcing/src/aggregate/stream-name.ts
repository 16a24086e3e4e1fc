import { CodedError } from '@tools-provider/mediator';
import { EventSourcingConfigurationError } from '../errors.ts';

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

const CATEGORY = /^[A-Za-z][A-Za-z0-9_]*$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The naming of a category: letters, digits and underscores, without a dash, because KurrentDB's `$ce-` cuts at the first one
 * ({@link EventSourcingConfigurationError}). Ids are UUIDs, so that names can be taken apart again; others are `invalid` (code `invalid-id`).
 */
export function streamNaming(category: string): StreamNaming {
  if (!CATEGORY.test(category)) {
    throw new EventSourcingConfigurationError(
      `${JSON.stringify(category)} cannot be a category: give letters, digits and underscores, no dash`,
    );
  }
  const prefix = `${category}-`;
  return {
    category,
    prefix,
    nameOf: ({ aggregate, id }) => {
      if (UUID.test(id)) return `${prefix}${aggregate}-${id}`;
      throw new CodedError('invalid', 'invalid-id', `The id ${JSON.stringify(id)} must be a UUID`, {
        places: [{ pointer: '/id', detail: 'must be a UUID' }],
      });
    },
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
