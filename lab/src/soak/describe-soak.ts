import type { SoakCounts, SoakResult } from './run-soak.ts';
import type { SentCommand } from './sent-command.ts';

const SHOWN_FINDINGS = 20;

/** One line on how far a run has come. */
export function describeProgress({ seconds, kills, commands }: SoakCounts): string {
  return `${Math.round(seconds)} s: ${kills} kills; ${describeCommands(commands)}`;
}

/** All counts of a run, and its verdict. */
export function describeResult(result: SoakResult): string {
  const { seed, seconds, aggregates, events, findings, killsBy } = result;
  const parts = [...killsBy].filter(([name]) => !name.includes(' at '));
  const points = [...killsBy].filter(([name]) => name.includes(' at ')).toSorted();
  return [
    `Seed ${seed}, ${seconds.toFixed(1)} s.`,
    `Kills: ${result.kills} (${parts.map(([name, count]) => `${name} ${count}`).join(', ')})`,
    ...points.map(([name, count]) => `  ${name}: ${count}`),
    `Commands: ${describeCommands(result.commands)}.`,
    `Log: ${events} events of ${aggregates} aggregates.`,
    ...verdictLines(findings),
  ].join('\n');
}

function verdictLines(findings: readonly string[]): string[] {
  if (findings.length === 0) {
    return [
      'Kept: every document equals its folded stream; the feed has each event once, in the order of its aggregate and without a gap;',
      'each acknowledged command is in its stream, once and whole, and no refused one is; nothing is set aside, parked or unacknowledged.',
    ];
  }
  const more = findings.length - SHOWN_FINDINGS;
  return [
    `BROKEN, in ${findings.length} places:`,
    ...findings.slice(0, SHOWN_FINDINGS).map((finding) => `  ${finding}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function describeCommands(commands: readonly SentCommand[]): string {
  const count = (outcome: SentCommand['outcome']) =>
    commands.filter((command) => command.outcome === outcome).length;
  const repeated = commands.filter(({ attempts }) => attempts > 1).length;
  return `${commands.length} commands sent (${repeated} more than once): ${count('acknowledged')} acknowledged, ${count('refused')} refused${refusals(commands)}, ${count('unknown')} unknown`;
}

function refusals(commands: readonly SentCommand[]): string {
  const refused = commands.filter(({ outcome }) => outcome === 'refused');
  const byStatus = [...Map.groupBy(refused, ({ status }) => status)].toSorted(([a], [b]) => a - b);
  return byStatus.length === 0
    ? ''
    : ` (${byStatus.map(([status, { length }]) => `${status} × ${length}`).join(', ')})`;
}
