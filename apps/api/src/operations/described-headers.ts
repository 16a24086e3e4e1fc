const text = { type: 'string' } as const;
const ETAG = '^(W/)?"[0-9]{1,15}"$';

/** The headers of answers, as components. */
export const ANSWER_HEADERS = {
  ETag: {
    description: 'The revision in quotation marks: what was written, or what is shown.',
    schema: { type: 'string', pattern: ETAG },
    example: '"8"',
  },
  Location: {
    description: 'Where what was made will be found.',
    schema: { ...text, format: 'uri-reference' },
  },
  Link: {
    description: 'The next page, `<…>; rel="next"` (RFC 8288), unless this is the last.',
    schema: text,
    example: '</api/v1/tool-groups?limit=50&cursor=WyJhIl0>; rel="next"',
  },
  Consistency: {
    description:
      'Sent unless what is shown is all that was written: `pending`, `lagging`, `quarantined`, `diverged`, or `unknown` while the log cannot be followed.',
    schema: { type: 'string', enum: ['pending', 'lagging', 'quarantined', 'diverged', 'unknown'] },
  },
  'Preference-Applied': {
    description: 'The preference that was heeded (RFC 7240).',
    schema: text,
    example: 'wait=5',
  },
  'Idempotency-Replayed': {
    description: 'This is the answer that was given before to the same Idempotency-Key.',
    schema: { type: 'string', const: 'true' },
  },
  'Feed-Position': {
    description: 'The sequence up to which the feed was looked at, 20 digits.',
    schema: { type: 'string', pattern: '^[0-9]{20}$' },
  },
  RateLimit: {
    description: 'What is left of the limit (draft-ietf-httpapi-ratelimit-headers).',
    schema: text,
    example: '"default";r=4999;t=1',
  },
  'RateLimit-Policy': { description: 'The limit itself.', schema: text, example: '"default";q=5000;w=1' },
  'Retry-After': {
    description: 'Seconds after which it is worth another try.',
    schema: { type: 'integer' },
    example: 1,
  },
  'WWW-Authenticate': { description: 'How to sign in.', schema: text, example: 'Bearer' },
} as const;

/** The headers of requests, as components. */
export const REQUEST_HEADERS = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The ETag that the caller has seen: the command is refused with 412 if there is a newer one. `*` is any.',
    schema: { type: 'string', pattern: '^\\s*("[0-9]{1,15}"|\\*)\\s*$' },
    example: '"7"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'ETags that the caller has: 304 if one of them is still shown, and up to date.',
    schema: text,
    example: '"7"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A new UUID for each wish: sent again with it, a command is carried out once, and answered as the first time.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: '6f1f0d5e-7a0d-4b53-8e3c-2f6f3f3f8f57',
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description:
      '`wait=<seconds>`, at most 30: how long to wait until `minRevision` is projected (RFC 7240).',
    schema: text,
    example: 'wait=5',
  },
  LastEventId: {
    name: 'Last-Event-ID',
    in: 'header',
    description: 'The id of the last event that was received, for the event stream.',
    schema: text,
  },
} as const;
