'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { ExternalLink, LogIn } from 'lucide-react';
import { signInAgain, signInHref } from '../api-client/browser-api.ts';
import { Button } from '../components/ui/button.tsx';

export interface SessionCurtainProps {
  readonly isOpen: boolean;
  /** Who was signed in. */
  readonly name: string;
  /** What is to be said about it besides. */
  readonly words: string;
  readonly onCheck: () => void;
}

/** Hides the page of a session that has ended, and says how to go on. */
export function SessionCurtain({ isOpen, name, words, onCheck }: SessionCurtainProps) {
  return (
    <AlertDialog.Root open={isOpen}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-60 bg-background/95 backdrop-blur-sm" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-60 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 rounded-2xl border bg-surface p-6 shadow-popup outline-none">
          <AlertDialog.Title className="text-base font-semibold">Your session has ended</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-sm text-muted">
            Sign in again as {name} in another tab and come back: what you have typed is still here, and what
            was not saved can be saved then.
          </AlertDialog.Description>
          <div className="mt-5 flex flex-wrap gap-2">
            <Button variant="primary" onClick={() => window.open(signInHref(), '_blank', 'noopener')}>
              <ExternalLink aria-hidden />
              Sign in in another tab
            </Button>
            <Button onClick={onCheck}>I have signed in</Button>
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
