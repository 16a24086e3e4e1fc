import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import '@fontsource-variable/inter';
import '@fontsource-variable/geist-mono';
import './globals.css';
import { Appearance } from '../shell/appearance.tsx';

export const metadata: Metadata = {
  title: { default: 'Tools Provider', template: '%s · Tools Provider' },
  description: 'The control plane for the tools that AI agents may use.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fafc' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1117' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Appearance nonce={nonce}>{children}</Appearance>
      </body>
    </html>
  );
}
