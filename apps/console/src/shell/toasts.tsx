'use client';

import { Toaster } from 'sonner';
import { usePreferences } from '../preferences/use-preferences.ts';

/** Where short messages about what was done appear; they are announced politely. */
export function Toasts() {
  const { theme } = usePreferences();
  return (
    <Toaster
      theme={theme}
      position="bottom-right"
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        classNames: {
          toast: '!rounded-xl !border-border !bg-surface !text-foreground !shadow-popup !font-sans',
          description: '!text-muted',
        },
      }}
    />
  );
}
