import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const STORES = {
  KURRENTDB_URL: 'kurrentdb://127.0.0.1:2113?tls=false',
  MONGODB_URL: 'mongodb://127.0.0.1:27017/',
};

describe('the configuration', () => {
  it('needs the two stores and nothing else', () => {
    expect(readConfig({ ...STORES, INIT_CWD: '/somewhere' })).toEqual({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: 'http://127.0.0.1:4000',
      kurrentDbUrl: STORES.KURRENTDB_URL,
      mongoDbUrl: STORES.MONGODB_URL,
      dataDir: '/somewhere/.data',
      hasSwitches: true,
      sources: { allowLoopback: true, allowPrivate: false },
      rateLimitPerSecond: 5_000,
      consistencySloMs: 2_000,
      logLevel: 'info',
    });
  });

  it('takes an empty variable for one that is not there', () => {
    expect(readConfig({ ...STORES, API_PORT: '', API_URL: '' }).port).toBe(4000);
  });

  it('gives out the URL that others use, without a slash at its end', () => {
    expect(readConfig({ ...STORES, API_URL: 'https://tools.example/api/' }).publicUrl).toBe(
      'https://tools.example/api',
    );
    expect(readConfig({ ...STORES, HOST: '::1', API_PORT: '81' }).publicUrl).toBe('http://[::1]:81');
  });

  it('may be used beyond this machine and in production by those whom an issuer signs in', () => {
    const beyond = { ...STORES, HOST: '0.0.0.0', DEPLOYMENT: 'production', AUTH_MODE: 'oidc' };
    const issuer = 'https://login.example/realms/tools';
    const roles = { OIDC_ROLES_CLAIM: 'realm_access.roles', OIDC_ROLE_MAP: 'tools-admin=admin, a=b=viewer' };
    const config = readConfig({ ...beyond, OIDC_ISSUER: issuer, OIDC_AUDIENCE: 'tools', ...roles });
    expect(config.hasSwitches).toBe(false);
    expect(config.oidc).toEqual({
      issuer,
      audience: 'tools',
      rolesClaim: 'realm_access.roles',
      roleNames: { 'tools-admin': 'admin', 'a=b': 'viewer' },
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      clockSkewSeconds: 30,
    });
  });

  it.each([
    [{ KURRENTDB_URL: undefined }, 'KURRENTDB_URL is not set'],
    [{ MONGODB_URL: '' }, 'MONGODB_URL is not set'],
    [{ MONGODB_URL: 'postgres://x' }, 'MONGODB_URL must begin with mongodb://, and is "postgres://x"'],
    [{ API_PORT: '65536' }, 'API_PORT must be a whole number from 0 to 65535, and is "65536"'],
    [{ API_PORT: 'http' }, 'API_PORT must be a whole number from 0 to 65535, and is "http"'],
    [{ SOURCES_ALLOW_PRIVATE: 'yes' }, 'SOURCES_ALLOW_PRIVATE must be true or false, and is "yes"'],
    [{ RATE_LIMIT_PER_SECOND: '0' }, 'RATE_LIMIT_PER_SECOND must be a whole number from 1, and is "0"'],
    [{ CONSISTENCY_SLO_MS: '1.5' }, 'CONSISTENCY_SLO_MS must be a whole number from 1, and is "1.5"'],
    [{ AUTH_MODE: 'none' }, 'AUTH_MODE must be dev or oidc, and is "none"'],
    [{ DEPLOYMENT: 'Production' }, 'DEPLOYMENT must be development or production, and is "Production"'],
    [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL must be fatal, error, warn, info, debug or trace'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters: correct it'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an address such as http://127.0.0.1:4318',
    ],
    [{ API_CRASH_AT: 'sometimes' }, 'API_CRASH_AT must be a step of a command and a count'],
    [{ AUTH_MODE: 'oidc' }, 'AUTH_MODE=oidc needs OIDC_ISSUER'],
    [{ AUTH_MODE: 'oidc', OIDC_ISSUER: 'https://login.example' }, 'AUTH_MODE=oidc needs OIDC_AUDIENCE'],
    [{ OIDC_ISSUER: 'login.example' }, 'OIDC_ISSUER must be an address such as https://login.example'],
    [{ OIDC_ISSUER: 'http://login.example' }, 'OIDC_ISSUER must begin with https://'],
    [{ OIDC_ALGORITHMS: 'RS256,HS256' }, 'OIDC_ALGORITHMS must be some of RS256'],
    [{ OIDC_ALGORITHMS: 'none' }, 'OIDC_ALGORITHMS must be some of RS256'],
    [{ OIDC_ROLE_MAP: 'boss=root' }, 'OIDC_ROLE_MAP must be pairs'],
    [{ OIDC_CLOCK_SKEW_SECONDS: '301' }, 'OIDC_CLOCK_SKEW_SECONDS must be a whole number from 0 to 300'],
    [{ DEPLOYMENT: 'production' }, 'DEPLOYMENT=production'],
    [{ HOST: '0.0.0.0' }, 'HOST must be a loopback address'],
    [{ HOST: '127.0.0.1.evil.example' }, 'HOST must be a loopback address'],
  ])('refuses %j with one sentence that names the variable', (wrong, sentence) => {
    const read = () => readConfig({ ...STORES, ...wrong });
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^[^\n]+\.$/);
  });
});
