import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from 'next/constants.js';
import { HEADERS_OF_ALL } from './src/server/answer-headers.ts';
import { refuseBadSettings } from './src/server/refuse-bad-settings.ts';

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  // A browser that has not come to the page's own icon yet asks for this one.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: true }],
  headers: async () => [
    { source: '/:path*', headers: Object.entries(HEADERS_OF_ALL).map(([key, value]) => ({ key, value })) },
  ],
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  // The lockfile, and with it the packages that are linked from here, is two levels up.
  turbopack: { root: new URL('../..', import.meta.url).pathname },
};

export default function configFor(phase: string): NextConfig {
  // Building needs none of the settings that serving does.
  if (phase === PHASE_PRODUCTION_SERVER || phase === PHASE_DEVELOPMENT_SERVER) refuseBadSettings();
  return config;
}
