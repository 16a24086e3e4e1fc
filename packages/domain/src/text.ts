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

function invalidText(field: string, detail: string): CodedError {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return new CodedError('invalid', `invalid-${words.replaceAll(' ', '-')}`, `The ${words} ${detail}`, {
    places: [{ pointer: `/${field}`, detail }],
  });
}
