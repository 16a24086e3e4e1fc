import ipaddr from 'ipaddr.js';

/** Where may be fetched from beside public addresses. */
export interface FetchPolicy {
  /** This machine itself: for development. */
  readonly allowLoopback: boolean;
  /** Networks of an organisation (RFC 1918, unique local IPv6, shared address space). */
  readonly allowPrivate: boolean;
}

/** Addresses at which clouds hand out credentials to whoever asks from inside; no setting opens them. */
const METADATA = new Set([
  '100.100.100.200',
  '168.63.129.16',
  '169.254.169.254',
  '192.0.0.192',
  'fd00:ec2::254',
]);

const PRIVATE = new Set<string>(['private', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Whether an address may be connected to. Public ones may; link-local, multicast, unspecified, reserved and tunnelling ones (6to4, NAT64,
 * Teredo) never; an IPv6 address that holds an IPv4 address is what that one is.
 */
export function isAllowedAddress(address: string, policy: FetchPolicy): boolean {
  // A zone names an interface of this machine, and only link-local addresses need one.
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return false;
  const range = parsed.range();
  if (range === 'unicast') return true;
  if (range === 'loopback') return policy.allowLoopback;
  return PRIVATE.has(range) && policy.allowPrivate;
}
