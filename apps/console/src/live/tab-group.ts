import type { LiveConnection } from '../consistency/badge-state.ts';
import { followChanges } from './change-stream.ts';
import type { LiveMessage } from './messages.ts';
import { untilLoaded } from './until-loaded.ts';

type TabMessage = LiveMessage | { readonly kind: 'joined' };

/** Without a sign of life from the leading tab for this long, nobody knows how things are. */
const LEADER_SILENCE_MS = 45_000;

/**
 * Joins the tabs of this browser that share one live connection: the tab that holds the lock reads the stream and tells
 * the others; when it closes, the next takes over. Returns how to leave.
 */
export function joinTabGroup(name: string, receive: (message: LiveMessage) => void): () => void {
  const leaving = new AbortController();
  const channel = new BroadcastChannel(name);
  let connection: LiveConnection = 'starting';
  let lastPipeline: LiveMessage | undefined;
  let isLeader = false;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const listenForLeader = () => {
    clearTimeout(watchdog);
    if (isLeader) return;
    watchdog = setTimeout(() => receive({ kind: 'connection', connection: 'down' }), LEADER_SILENCE_MS);
  };
  const emit = (message: LiveMessage) => {
    if (message.kind === 'connection') connection = message.connection;
    if (message.kind === 'pipeline') lastPipeline = message;
    channel.postMessage(message);
    receive(message);
  };
  const lead = async () => {
    if (leaving.signal.aborted) return;
    isLeader = true;
    clearTimeout(watchdog);
    // No page needs it to be painted.
    await untilLoaded();
    await followChanges(leaving.signal, emit);
  };
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'joined') {
      if (isLeader) greet(channel, connection, lastPipeline);
      return;
    }
    listenForLeader();
    receive(data);
  };

  listenForLeader();
  channel.postMessage({ kind: 'joined' } satisfies TabMessage);
  void takeTurns(name, leaving.signal, lead);
  return () => {
    clearTimeout(watchdog);
    leaving.abort();
    channel.close();
  };
}

// A tab that joins has painted what was read before it could listen, so it is told to read again.
function greet(
  channel: BroadcastChannel,
  connection: LiveConnection,
  lastPipeline: LiveMessage | undefined,
): void {
  channel.postMessage({ kind: 'connection', connection } satisfies LiveMessage);
  if (lastPipeline !== undefined) channel.postMessage(lastPipeline);
  if (connection === 'live') channel.postMessage({ kind: 'hello' } satisfies LiveMessage);
}

async function takeTurns(name: string, signal: AbortSignal, lead: () => Promise<void>): Promise<void> {
  // Locks exist in secure contexts only; elsewhere each tab has its own connection.
  if (navigator.locks === undefined) return lead();
  try {
    await navigator.locks.request(name, { signal }, lead);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
