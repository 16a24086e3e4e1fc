'use client';

import { useLater } from '../components/ui/fetched-later.ts';
import { messages } from '../components/ui/toast.ts';
import { usePreferences } from '../preferences/use-preferences.ts';

/** Where short messages about what was done appear; they are announced politely. */
export function Toasts() {
  const { theme } = usePreferences();
  const { Toaster } = useLater(messages) ?? {};
  if (Toaster === undefined) return null;
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
