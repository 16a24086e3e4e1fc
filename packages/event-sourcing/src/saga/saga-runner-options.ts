import { InvalidEventHandlerError, type Mediator } from '@tools-provider/mediator';
import { Upcasters } from '../aggregate/upcaster.ts';
import type { Actor, CommandContext } from '../commands/command-context.ts';
import type { Leases } from '../lease/leases.ts';
import type { Feed } from '../read-side/feed.ts';
import type { ReconciliatorLog } from '../reconciliation/pipeline-observer.ts';
import type { RetryPolicy } from '../reconciliation/stream-reconciler.ts';
import { OptionChecks } from '../retry/option-checks.ts';
import type { Saga } from './saga.ts';
import type { SagaObserver } from './saga-observer.ts';
import type { SagaStore } from './saga-store.ts';

/** What a saga runs with. Times in milliseconds are whole numbers, and no longer than a timer can wait (24 days). */
export interface SagaRunnerOptions {
  readonly saga: Saga;
  readonly store: SagaStore;
  readonly feed: Feed;
  readonly leases: Leases;
  /**
   * Carries the saga's commands out. It must recognise a repeated command instead of carrying it out again: answer it (`answerRepeated`), or
   * throw a `RepeatedCommandError`.
   */
  readonly mediator: Pick<Mediator<CommandContext>, 'execute'>;
  /** In whose name commands are sent. */
  readonly actor: Actor;
  /** Differs from every other runner's, also from that of an earlier life of the same process. */
  readonly owner: string;
  /** What the feed puts before the stored event types, such as `io.tools-provider.`; other events are passed by. Default: nothing. */
  readonly typePrefix?: string;
  /** Every event type that somebody raises, without the prefix, in its newest version. */
  readonly knownEventTypes: Iterable<string>;
  /** What old events of the feed are read as: the saga is told the newest version only. Default: all events are as they were told. */
  readonly upcasters?: Upcasters;
  readonly log: ReconciliatorLog;
  readonly clock?: () => Date;
  /** How a step that fails is tried again before its instance is set aside. */
  readonly retry?: RetryPolicy;
  /** After how long others may take over from a process that has died, in milliseconds: at least 30. */
  readonly leaseTtlMs?: number;
  /** How often the feed is looked at when nobody wakes the runner, in milliseconds: at least 1. */
  readonly pollMs?: number;
  /** The wait before it goes on after a store was away, in milliseconds: doubled each time, up to `maxMs`. */
  readonly reconnect?: Pick<RetryPolicy, 'baseMs' | 'maxMs'>;
  readonly observer?: SagaObserver;
}

const MOST_ATTEMPTS = 1_000;

const DEFAULTS = {
  typePrefix: '',
  upcasters: new Upcasters(),
  clock: () => new Date(),
  retry: { attempts: 5, baseMs: 50, maxMs: 2_000 },
  leaseTtlMs: 3_000,
  pollMs: 1_000,
  reconnect: { baseMs: 100, maxMs: 5_000 },
  observer: { reached: () => undefined },
} satisfies Partial<SagaRunnerOptions>;

/** The options with everything in them that was left out. */
export type WholeSagaRunnerOptions = Required<SagaRunnerOptions>;

/**
 * Fills in what was left out. `EventSourcingConfigurationError` for what cannot be meant, and {@link InvalidEventHandlerError} when the saga
 * waits for an event type that nobody raises.
 */
export function wholeOptions(options: SagaRunnerOptions): WholeSagaRunnerOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const whole = { ...DEFAULTS, ...(given as SagaRunnerOptions) };
  const checks = new OptionChecks(`The runner of the saga ${options.saga?.name}`);
  refuseUnlessConnected(checks, whole);
  refuseUnlessTimed(checks, whole);
  refuseUnlessRaised(whole);
  return whole;
}

function refuseUnlessConnected(checks: OptionChecks, options: WholeSagaRunnerOptions): void {
  const { saga, store, feed, leases, mediator, actor, typePrefix, upcasters, log, clock } = options;
  checks.method('saga', saga, 'onEvent');
  checks.method('store', store, 'claim');
  checks.method('feed', feed, 'page');
  checks.method('leases', leases, 'acquire');
  checks.method('mediator', mediator, 'execute');
  checks.method('upcasters', upcasters, 'upcast');
  checks.method('log', log, 'warn');
  checks.callable('clock', clock);
  checks.text('actor.id', actor?.id, 'the id that commands are sent under');
  checks.text('actor.name', actor.name, 'the name that commands are sent under');
  if (!Array.isArray(actor.roles)) checks.refuse('actor.roles', actor.roles, 'a list of roles');
  if (typeof typePrefix !== 'string') checks.refuse('typePrefix', typePrefix, 'a text, or leave it out');
}

function refuseUnlessTimed(checks: OptionChecks, { retry, reconnect, pollMs }: WholeSagaRunnerOptions): void {
  checks.wholeNumber('retry.attempts', retry.attempts, 1, MOST_ATTEMPTS);
  for (const [name, { baseMs, maxMs }] of Object.entries({ retry, reconnect })) {
    checks.milliseconds(`${name}.baseMs`, baseMs, 0);
    checks.milliseconds(`${name}.maxMs`, maxMs, baseMs);
  }
  checks.milliseconds('pollMs', pollMs, 1);
}

function refuseUnlessRaised({ saga, knownEventTypes, upcasters }: WholeSagaRunnerOptions): void {
  const known = new Set(knownEventTypes);
  for (const type of saga.eventTypes) {
    const newest = upcasters.newestOf(type);
    if (newest === type) continue;
    throw new InvalidEventHandlerError(
      `The saga ${saga.name} waits for ${type}, which is read as ${newest}: let it wait for that`,
    );
  }
  const unknown = [...saga.eventTypes].filter((type) => !known.has(type));
  if (unknown.length === 0) return;
  throw new InvalidEventHandlerError(
    `The saga ${saga.name} waits for ${unknown.join(', ')}, which nobody raises: correct the type, or add it to its aggregate`,
  );
}
