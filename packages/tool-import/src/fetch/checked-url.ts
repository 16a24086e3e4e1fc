import { invalidUrl } from '../errors.ts';

const MAX_URL = 2_000;

/** The URL, if it is one of http or https without credentials. Throws `invalid-url`, which does not repeat it. */
export function checkedUrl(url: string): URL {
  if (url.length > MAX_URL) throw invalidUrl(`must have at most ${MAX_URL} characters`);
  if (!URL.canParse(url)) throw invalidUrl('must be an address such as https://api.example/openapi.json');
  const target = new URL(url);
  if (target.protocol !== 'https:' && target.protocol !== 'http:')
    throw invalidUrl('must begin with https:// or http://');
  if (target.username !== '' || target.password !== '')
    throw invalidUrl('must hold neither user name nor password');
  target.hash = '';
  return target;
}
