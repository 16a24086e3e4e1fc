'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@tools-provider/contracts';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { signInAgain } from '../api-client/browser-api.ts';
import { sessionEnd } from '../api-client/session-end.ts';
import { openedLater } from '../components/ui/opened-later.tsx';
import { readAgain } from '../live/read-again.ts';
import { forgetOthers } from './kept-in-tab.ts';
import { useMe } from './me.tsx';
import type { SessionCurtainProps } from './session-curtain.tsx';
import { hearSession, tellSession } from './session-news.ts';

const SessionCurtain = openedLater<SessionCurtainProps>(
  async () => (await import('./session-curtain.tsx')).SessionCurtain,
  ({ isOpen }) => isOpen,
);

/**
 * Stands in front of the page when the session has ended in the middle of something, so that nothing that was typed is
 * lost: whoever signs in again in another tab goes on here. Somebody else's session, or signing out, leaves no tab behind.
 */
export function SessionEnded() {
  const me = useMe();
  const client = useQueryClient();
  const hasEnded = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.hasEnded, () => false);
  const [words, setWords] = useState('');

  const check = useCallback(async () => {
    const person = await whoIsSignedIn();
    if (person === undefined) return setWords('Nobody is signed in yet.');
    if (person.id !== me.id) return window.location.reload();
    setWords('');
    sessionEnd.resume();
    await readAgain(client);
  }, [client, me.id]);

  useEffect(() => {
    forgetOthers(me.id);
    tellSession({ kind: 'signed-in', personId: me.id });
    return hearSession((news) => {
      if (news.kind === 'signing-out') {
        forgetOthers(null);
        signInAgain();
      } else if (news.personId !== me.id) window.location.reload();
      else if (sessionEnd.hasEnded()) void check();
    });
  }, [me.id, check]);

  useEffect(() => {
    if (!hasEnded) return;
    const look = () => void check();
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [hasEnded, check]);

  return <SessionCurtain isOpen={hasEnded} name={me.name} words={words} onCheck={() => void check()} />;
}

async function whoIsSignedIn(): Promise<Me | undefined> {
  try {
    const answer = await fetch('/api/v1/me', { cache: 'no-store' });
    return answer.ok ? ((await answer.json()) as Me) : undefined;
  } catch {
    // Without an answer nobody knows: it is asked again when the page is looked at.
    return undefined;
  }
}
