import type { Change, Pipeline } from '@tools-provider/contracts';

/**
 * What a listener of the live changes is told. `hello`: what was said before may be out of date, ask again for what you show. It comes
 * on every connect, and when the api has lost the log (every status is `unknown` then) or follows it again.
 */
export type ChangeMessage =
  | { readonly event: 'hello'; readonly data: Readonly<Record<string, never>> }
  | { readonly event: 'change'; readonly data: Change }
  | { readonly event: 'pipeline'; readonly data: Pipeline };

/** Called with every message, at once and in order; must not throw. */
export type ChangeListener = (message: ChangeMessage) => void;
