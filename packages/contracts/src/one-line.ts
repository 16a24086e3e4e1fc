import { z } from 'zod';

/** Controls, line breaks, and what turns the direction of all text after it: a name with it makes others look like what they are not. */
const NOT_OF_A_LINE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;

/** What can be seen: neither space nor a character that only says how others are to be written. */
const VISIBLE = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

const MUST_BE_ONE_LINE =
  'must be one line, without control characters and those that turn the direction of text';

/** Whether a text is one line in which every character stands where it is read. */
function isOneLine(text: string): boolean {
  return !NOT_OF_A_LINE.test(text);
}

/** A text of a rule, such as a pattern or a tag: what is read must be what is compared. */
export function ruleText(text: z.ZodString) {
  return text.refine(isOneLine, MUST_BE_ONE_LINE);
}

/** A name or title of one line: trimmed, of 1 to `max` characters, something of which can be seen, and nothing of which disguises it or what stands around it. */
export function oneLine(max: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'must not be blank', abort: true })
    .max(max)
    .refine((text) => VISIBLE.test(text), 'must not be blank')
    .refine(isOneLine, MUST_BE_ONE_LINE);
}
