import { Binary } from 'bson';
import type { Doc } from '../bson/codec.ts';
import { binaryBytes } from '../bson/values.ts';
import { badValue } from '../errors.ts';

/** A session id (`lsid`) as hexadecimal text. */
export function sessionText(lsid: Doc): string {
  if (!(lsid.id instanceof Binary)) throw badValue('lsid.id must be a UUID');
  return Buffer.from(binaryBytes(lsid.id)).toString('hex');
}
