import { resolve } from 'node:path';
import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from 'next/constants.js';
import { HEADERS_OF_ALL } from './src/server/answer-headers.ts';
import { brotliHeaders, brotliRewrites, compressScripts } from './src/server/brotli-scripts.ts';
import { refuseBadSettings } from './src/server/refuse-bad-settings.ts';

const headersOfAll = {
  source: '/:path*',
  headers: Object.entries(HEADERS_OF_ALL).map(([key, value]) => ({ key, value })),
};

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  devIndicators: false,
  // A browser that has not come to the page's own icon yet asks for this one.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: true }],
  headers: async () => [headersOfAll],
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  // The lockfile, and with it the packages that are linked from here, is two levels up.
  turbopack: { root: new URL('../..', import.meta.url).pathname },
};

// A development server makes its scripts while they are asked for.
const built: NextConfig = {
  ...config,
  compiler: {
    runAfterProductionCompile: ({ projectDir, distDir }) => compressScripts(resolve(projectDir, distDir)),
  },
  rewrites: async () => ({ beforeFiles: brotliRewrites, afterFiles: [], fallback: [] }),
  headers: async () => [headersOfAll, ...brotliHeaders],
};

export default function configFor(phase: string): NextConfig {
  // Building needs none of the settings that serving does.
  if (phase === PHASE_PRODUCTION_SERVER || phase === PHASE_DEVELOPMENT_SERVER) refuseBadSettings();
  return phase === PHASE_DEVELOPMENT_SERVER ? config : built;
}
