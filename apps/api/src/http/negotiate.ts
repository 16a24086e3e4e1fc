import { CodedError } from '@tools-provider/mediator';

/**
 * The media type the caller likes best of those `offered`, the first of them when it does not care (RFC 9110 section 12.5.1; of equal
 * weights the more specific range counts, then the order of the offer). `invalid` (code `not-acceptable`) when it wants none of them.
 */
export function negotiate<Offer extends string>(
  accept: string | undefined,
  offered: readonly [Offer, ...Offer[]],
): Offer {
  const ranges = (accept ?? '*/*').split(',').map(rangeOf);
  let best: { readonly offer: Offer; readonly weight: number } | undefined;
  for (const offer of offered) {
    const weight = weightOf(offer, ranges);
    if (weight > (best?.weight ?? 0)) best = { offer, weight };
  }
  if (best !== undefined) return best.offer;
  throw new CodedError('invalid', 'not-acceptable', `This is served as ${offered.join(' or ')}`, {
    places: [{ pointer: 'Accept:', detail: `must allow ${offered.join(' or ')}` }],
  });
}

interface MediaRange {
  readonly type: string;
  readonly weight: number;
}

function rangeOf(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { type, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
}

function weightOf(offer: string, ranges: readonly MediaRange[]): number {
  const candidates = [offer, `${offer.split('/')[0]}/*`, '*/*'];
  for (const candidate of candidates) {
    const range = ranges.find(({ type }) => type === candidate);
    if (range !== undefined) return range.weight;
  }
  return 0;
}
