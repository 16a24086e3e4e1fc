import { CodedError } from '@tools-provider/mediator';
import type { Lease } from './leases.ts';

/** Somebody else has taken over: nothing was stored. */
export function leaseLost({ name, epoch }: Lease): CodedError {
  return new CodedError('conflict', 'lease-lost', `The lease ${name} is no longer at epoch ${epoch}`);
}
