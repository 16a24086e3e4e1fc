import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const stores = {
  KURRENTDB_URL: 'kurrentdb://127.0.0.1:2113?tls=false',
  MONGODB_URL: 'mongodb://127.0.0.1:27017',
};

describe('the worker’s configuration', () => {
  it('needs nothing but the addresses of the stores', () => {
    expect(readConfig({ ...stores, RECONCILIATOR_CRASH_AT: '' })).toMatchObject({
      host: '127.0.0.1',
      port: 0,
      ordering: 'per-stream',
      consumerStrategy: 'Pinned',
      approvalTimeoutMs: 604_800_000,
      crashAt: undefined,
      hasSwitches: true,
    });
  });

  it('has no switches for development in production', () => {
    expect(readConfig({ ...stores, DEPLOYMENT: 'production' }).hasSwitches).toBe(false);
  });

  it.each([
    [{ KURRENTDB_URL: '' }, 'KURRENTDB_URL'],
    [{ RECONCILIATOR_PORT: '70000' }, 'RECONCILIATOR_PORT'],
    [{ RECONCILIATOR_ORDERING: 'sometimes' }, 'RECONCILIATOR_ORDERING'],
    [{ RECONCILIATOR_CRASH_AT: 'somewhere' }, 'RECONCILIATOR_CRASH_AT'],
    [
      { RECONCILIATOR_CONSUMER_STRATEGY: 'pinned' },
      'RECONCILIATOR_CONSUMER_STRATEGY must be Pinned, RoundRobin',
    ],
    [{ APPROVAL_TIMEOUT_MS: '0' }, 'APPROVAL_TIMEOUT_MS must be a whole number of milliseconds'],
    [{ APPROVAL_TIMEOUT_MS: 'a week' }, 'APPROVAL_TIMEOUT_MS must be a whole number of milliseconds'],
    [{ AUDIT_INTERVAL_MS: '10' }, 'AUDIT_INTERVAL_MS must be a whole number of milliseconds from 100'],
    [{ AUDIT_GRACE_MS: 'long' }, 'AUDIT_GRACE_MS must be a whole number of milliseconds from 100'],
    [{ LEASE_TTL_MS: '10' }, 'LEASE_TTL_MS must be a whole number of milliseconds from 100'],
    [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL must be fatal, error, warn, info, debug or trace'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters.'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be an address'],
    [{ DEPLOYMENT: 'Production' }, 'DEPLOYMENT must be development or production'],
    [{ K_SINK: 'receiver.example' }, 'K_SINK must be an address such as https://'],
    [{ K_SINK: 'file:///etc/passwd' }, 'K_SINK must be an address such as https://'],
    [{ K_SINK: 'http://me:100%@receiver.example' }, 'K_SINK has a user or a password'],
    [{ DEPLOYMENT: 'production', RECONCILIATOR_ORDERING: 'none' }, 'RECONCILIATOR_ORDERING'],
    [{ DEPLOYMENT: 'production', RECONCILIATOR_CRASH_AT: 'before-ack:1' }, 'RECONCILIATOR_CRASH_AT'],
  ])('%o is refused by a sentence that names %s', (wrong, name) => {
    const read = () => readConfig({ ...stores, ...wrong });
    expect(read).toThrow(name);
    expect(read).toThrow(/^[^\n]+\.$/);
  });
});
