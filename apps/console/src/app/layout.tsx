import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import '@fontsource-variable/inter';
import '@fontsource-variable/geist-mono';
import './globals.css';
import { defaultPreferences } from '../preferences/queries.ts';
import { savedPreferences } from '../server/saved-preferences.ts';
import { PageProviders } from '../shell/page-providers.tsx';

export const metadata: Metadata = {
  title: { default: 'Tools Provider', template: '%s · Tools Provider' },
  description: 'The control plane for the tools that AI agents may use.',
};

const colors = { light: '#f9fafc', dark: '#0f1117' } as const;

export async function generateViewport(): Promise<Viewport> {
  const { theme } = (await savedPreferences()) ?? defaultPreferences;
  if (theme !== 'system') return { themeColor: colors[theme] };
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: colors.light },
      { media: '(prefers-color-scheme: dark)', color: colors.dark },
    ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const { theme, density } = (await savedPreferences()) ?? defaultPreferences;
  return (
    <html lang="en" data-theme={theme} data-density={density}>
      <body>
        <PageProviders nonce={nonce}>{children}</PageProviders>
      </body>
    </html>
  );
}
