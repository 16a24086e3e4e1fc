'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/ui/button.tsx';
import { Countdown } from './countdown.ts';

const OFFERED_MS = 8_000;

interface UndoButtonProps {
  readonly label: string;
  readonly onTake: () => void;
  /** The offer has passed. */
  readonly onPassed: () => void;
}

/**
 * The way back in a message. It stays for eight seconds, which do not pass while the pointer or the focus is among the
 * messages or the page is not looked at.
 */
export function UndoButton({ label, onTake, onPassed }: UndoButtonProps) {
  const button = useRef<HTMLSpanElement>(null);
  const [isTaken, setIsTaken] = useState(false);
  const passed = useRef(onPassed);
  useEffect(() => {
    passed.current = onPassed;
  });
  useEffect(() => {
    const messages = button.current?.closest('ol');
    if (isTaken || messages === null || messages === undefined) return;
    return passUnlessHeld(messages, () => passed.current());
  }, [isTaken]);
  return (
    <span ref={button} className="ml-auto shrink-0 pl-2">
      <Button
        size="small"
        disabled={isTaken}
        onClick={() => {
          setIsTaken(true);
          onTake();
        }}
      >
        {label}
      </Button>
    </span>
  );
}

function passUnlessHeld(messages: HTMLElement, onPassed: () => void): () => void {
  const countdown = new Countdown(OFFERED_MS, onPassed);
  const check = () => {
    const isHeld = document.hidden || messages.matches(':hover, :focus-within');
    if (isHeld) countdown.hold();
    else countdown.run();
  };
  // The focus is where it goes to only after it has left.
  const checkSoon = () => queueMicrotask(check);
  const stopping = new AbortController();
  const { signal } = stopping;
  for (const moved of ['pointerenter', 'pointerleave', 'focusin'] as const) {
    messages.addEventListener(moved, check, { signal });
  }
  messages.addEventListener('focusout', checkSoon, { signal });
  document.addEventListener('visibilitychange', check, { signal });
  check();
  return () => {
    stopping.abort();
    countdown.hold();
  };
}
