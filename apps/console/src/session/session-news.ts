/** What the tabs of a browser tell each other about who is signed in. */
type SessionNews =
  | { readonly kind: 'signed-in'; readonly personId: string }
  /** Somebody signs out on purpose: no tab goes on showing what they saw. */
  | { readonly kind: 'signing-out' };

// One for the whole tab: what is told through it is not heard by itself.
let shared: BroadcastChannel | undefined;

function channel(): BroadcastChannel {
  shared ??= new BroadcastChannel('tools-provider-session');
  return shared;
}

/** Tells the other tabs. */
export function tellSession(news: SessionNews): void {
  channel().postMessage(news);
}

/** Hears what other tabs tell; returns how to stop. */
export function hearSession(receive: (news: SessionNews) => void): () => void {
  const onMessage = ({ data }: MessageEvent<SessionNews>) => receive(data);
  channel().addEventListener('message', onMessage);
  return () => channel().removeEventListener('message', onMessage);
}
