import type { BadgeState } from './badge-state.ts';

/** The words on a badge; with its icon they say all that its colour says. */
export function badgeWords(state: BadgeState, reason?: string): string {
  switch (state.kind) {
    case 'projected':
      return `v${state.shown} · projected`;
    case 'pending':
      return state.shown === null
        ? `saved as v${state.head}, not shown yet`
        : `saved as v${state.head}, showing v${state.shown}`;
    case 'lagging':
      return `lagging ${events(state.events)}${state.forMs === null ? '' : `, ${seconds(state.forMs)}`}`;
    case 'stuck': {
      const at = state.shown === null ? 'stuck before v0' : `stuck at v${state.shown}`;
      return reason === undefined ? at : `${at}: ${reasonOfFailure(reason)}`;
    }
    case 'diverged':
      return state.shown === null ? 'diverged' : `v${state.shown} · diverged`;
    case 'unknown':
      return state.shown === null ? 'unknown' : `v${state.shown} · unknown`;
  }
}

/** A reason without the event, stream and revision that it begins with: where it is shown, those stand beside it. */
export function reasonOfFailure(reason: string): string {
  return reason.replace(/^\S+ \(\S+ revision \d+\): (?=\S)/, '');
}

/** A sentence or two that explain the badge. */
export function badgeExplanation(state: BadgeState): string {
  switch (state.kind) {
    case 'projected':
      return `What you see is revision ${state.shown}, the newest that is written.`;
    case 'pending':
    case 'lagging':
      return state.shown === null
        ? `Revision ${state.head} is safely written. The read model has not taken it up yet.`
        : `Revision ${state.head} is safely written. You still see revision ${state.shown}, because the read model has not taken up the rest yet.`;
    case 'stuck':
      return 'An event of this aggregate could not be projected, so it was set aside. Others go on, and nothing is lost.';
    case 'diverged':
      return 'The log is not the one this was projected from, as after restoring a backup. A rebuild brings them together.';
    case 'unknown':
      return 'The log cannot be watched right now, so nobody can say whether this is the newest revision.';
  }
}

/** `1 event`, `3 events`. */
export function events(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}

/** A length of time in the largest unit that fits, rounded down: `4 s`, `3 min`, `2 h`. */
export function seconds(ms: number): string {
  const total = Math.floor(ms / 1000);
  if (total < 60) return `${total} s`;
  if (total < 3600) return `${Math.floor(total / 60)} min`;
  return `${Math.floor(total / 3600)} h`;
}
