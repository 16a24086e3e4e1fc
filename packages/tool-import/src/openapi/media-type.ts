import { isObject, type JsonObject, type JsonValue, own } from '../sorted-json.ts';

/** The kinds of content that agents fill in most easily come first. */
const PREFERRED = [
  /^application\/json\b/i,
  /\+json\b/i,
  /^application\/x-www-form-urlencoded\b/i,
  /^multipart\/form-data\b/i,
];

/** The one of several media types that a tool sends, and what it holds. */
export interface MediaType {
  readonly type: string;
  readonly value: JsonValue;
}

/** The media type to send of those in a `content`; the first by name of those that are equally good; undefined when there are none. */
export function preferredMediaType(owner: JsonObject): MediaType | undefined {
  const content = own(owner, 'content');
  if (!isObject(content)) return undefined;
  const types = Object.keys(content).filter((type) => !type.startsWith('x-'));
  const type = PREFERRED.map((form) => types.find((each) => form.test(each))).find(
    (each) => each !== undefined,
  );
  const chosen = type ?? types[0];
  return chosen === undefined ? undefined : { type: chosen, value: own(content, chosen) ?? null };
}
