'use client';

import { useTheme } from 'next-themes';
import { Toaster } from 'sonner';

/** Where short messages about what was done appear; they are announced politely. */
export function Toasts() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
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
