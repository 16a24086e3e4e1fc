import { CodedError } from '@tools-provider/mediator';

/** The trimmed text. Blank or longer than `max` UTF-16 code units it is `invalid` (code `invalid-<field>`), with the field's place. */
export function requiredText(field: string, text: string, max: number): string {
  const trimmed = text.trim();
  if (trimmed === '') throw invalidText(field, 'must not be blank');
  return limitedText(field, trimmed, max);
}

/** The text as it is. Longer than `max` UTF-16 code units it is `invalid` (code `invalid-<field>`), with the field's place. */
export function limitedText(field: string, text: string, max: number): string {
  if (text.length > max) throw invalidText(field, `must have at most ${max} characters`);
  return text;
}

/**
 * The moment as it is. Unless it is written as events write theirs (ISO 8601 in UTC with milliseconds) it is `invalid` (code
 * `invalid-<field>`), with the field's place.
 */
export function moment(field: string, text: string): string {
  const time = Date.parse(text);
  if (!Number.isNaN(time) && new Date(time).toISOString() === text) return text;
  throw invalidText(field, 'must be a time in UTC with milliseconds, like 2026-01-31T12:00:00.000Z');
}

function invalidText(field: string, detail: string): CodedError {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return new CodedError('invalid', `invalid-${words.replaceAll(' ', '-')}`, `The ${words} ${detail}`, {
    places: [{ pointer: `/${field}`, detail }],
  });
}
