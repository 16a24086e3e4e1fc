import { CodedError } from '@tools-provider/mediator';
import { z } from 'zod';

const shape = z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]), z.string()]);

/** Where a page of a list ended: the order it belongs to, the sort field's value of its last row, and that row's id. */
export interface ListCursor {
  readonly order: string;
  readonly value: string | number | boolean | null;
  readonly id: string;
}

/** The cursor as callers carry it. */
export function encodeCursor({ order, value, id }: ListCursor): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url');
}

/** Reads a cursor of the given order; anything else is `invalid`. */
export function decodeCursor(text: string, order: string): ListCursor {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!parsed.success || parsed.data[0] !== order) {
    const detail = 'not the `next` of a page of this list in this order; begin again without it';
    throw new CodedError('invalid', 'invalid-cursor', `cursor: ${detail}`, {
      places: [{ pointer: '?cursor', detail }],
    });
  }
  const [, value, id] = parsed.data;
  return { order, value, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
