import { CodedError, isCoded } from '@tools-provider/mediator';

/**
 * Runs a rule on a part of a command. The places that a refusal names in that part are told as places in the command: `placeOf` makes
 * one of the other.
 */
export function inPart<Result>(placeOf: (pointer: string) => string, rule: () => Result): Result {
  try {
    return rule();
  } catch (error) {
    if (!isCoded(error) || error.places.length === 0) throw error;
    const places = error.places.map(({ pointer, detail }) => ({ pointer: placeOf(pointer), detail }));
    throw new CodedError(error.kind, error.code, error.message, { cause: error, places });
  }
}
