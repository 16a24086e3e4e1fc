'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@tools-provider/contracts';
import { ExternalLink, LogIn } from 'lucide-react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { signInAgain, signInHref } from '../api-client/browser-api.ts';
import { sessionEnd } from '../api-client/session-end.ts';
import { Button } from '../components/ui/button.tsx';
import { forgetOthers } from './kept-in-tab.ts';
import { useMe } from './me.tsx';
import { hearSession, tellSession } from './session-news.ts';

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
    await client.invalidateQueries();
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

  return (
    <AlertDialog.Root open={hasEnded}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-60 bg-background/95 backdrop-blur-sm" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-60 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-2xl border bg-surface p-6 shadow-popup outline-none">
          <AlertDialog.Title className="text-base font-semibold">Your session has ended</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-sm text-muted">
            Sign in again as {me.name} in another tab and come back: what you have typed is still here, and
            what was not saved can be saved then.
          </AlertDialog.Description>
          <div className="mt-5 flex flex-wrap gap-2">
            <Button variant="primary" onClick={() => window.open(signInHref(), '_blank', 'noopener')}>
              <ExternalLink aria-hidden />
              Sign in in another tab
            </Button>
            <Button onClick={() => void check()}>I have signed in</Button>
            <Button variant="ghost" onClick={signInAgain}>
              <LogIn aria-hidden />
              Sign in here and drop what is typed
            </Button>
          </div>
          <p role="status" className="mt-3 text-sm text-muted empty:hidden">
            {words}
          </p>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
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
