import type { Change, MembershipsChange, Pipeline } from '@tools-provider/contracts';
import type { LiveConnection } from '../consistency/badge-state.ts';

/** What the tabs of a browser hear from the one live connection that they share. */
export type LiveMessage =
  /** The stream was (re)opened: what is shown has to be read again. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'change'; readonly change: Change }
  /** The tools of a group, or the revision they are of, have changed. */
  | { readonly kind: 'memberships'; readonly memberships: MembershipsChange }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'connection'; readonly connection: LiveConnection }
  /** The stream gave a sign of life. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'session-ended' };
