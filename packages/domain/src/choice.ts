import { CodedError } from '@tools-provider/mediator';

/** The value if it is one of the choices, else `invalid` (code `invalid-<field>`), with the field's place. */
export function choiceOf<Choice extends string>(
  field: string,
  value: Choice,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(value)) return value;
  const detail = `must be one of ${choices.join(', ')}, not ${JSON.stringify(value)}`;
  throw new CodedError('invalid', `invalid-${field}`, `The ${field} ${detail}`, {
    places: [{ pointer: `/${field}`, detail }],
  });
}
