import { invalidArgument, notServed } from './errors.ts';
import { shared } from './protocol.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID message as lower-case text, in either of the protocol's two forms. */
export function uuidText(uuid: shared.UUID | undefined): string {
  const structured = uuid?.getStructured();
  const text = structured === undefined ? (uuid?.getString() ?? '').toLowerCase() : fromBits(structured);
  if (!uuidPattern.test(text)) throw invalidArgument(`'${text}' is not a UUID.`);
  return text;
}

function fromBits(structured: shared.UUID.Structured): string {
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A UUID message in its text form. */
export const uuidMessage = (text: string): shared.UUID => new shared.UUID().setString(text);

/** The stream a request names; an empty name is refused. */
export function streamName(identifier: shared.StreamIdentifier | undefined): string {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
  if (name === '') throw invalidArgument('The request names no stream.');
  return name;
}

/** A stream's name as a message. */
export const streamIdentifier = (name: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8'));

/** A revision or position as a number; one that no log of this size can hold becomes the largest. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}

/** Event ids are answered as text only; a request for the structured form is refused by name. */
export function requireTextIds(option: { hasStructured(): boolean } | undefined): void {
  if (option?.hasStructured()) throw notServed('event ids as structured UUIDs (ask for strings)');
}
