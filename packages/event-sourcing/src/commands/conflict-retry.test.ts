import { CodedError, type Command, Mediator } from '@tools-provider/mediator';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../aggregate/derived-id.ts';
import type { CommandContext } from './command-context.ts';
import { MAX_CONFLICT_RETRIES, retryOnConflict } from './conflict-retry.ts';

const context: CommandContext = {
  actor: { id: 'otto', name: 'Otto', roles: ['operator'] },
  occurredAt: '2026-11-21T10:00:00.000Z',
  commandId: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  correlationId: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  causationId: '0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11',
  newId: (label) => derivedId('0b6f7a7e-58a1-4b54-9d5e-0a6c0c9f7c11', label),
};

function deciding(conflicts: number, code = 'revision-conflict') {
  let decisions = 0;
  const mediator = new Mediator<CommandContext>({ command: [retryOnConflict] });
  mediator.handle<Command<number>>('change', async () => {
    decisions += 1;
    if (decisions <= conflicts) throw new CodedError('conflict', code, 'somebody was faster');
    return decisions;
  });
  return { mediator, decisions: () => decisions };
}

describe('retryOnConflict', () => {
  it('decides again after each lost race, up to its limit', async () => {
    const { mediator } = deciding(MAX_CONFLICT_RETRIES);
    expect(await mediator.execute<Command<number>>({ type: 'change' }, context)).toBe(
      MAX_CONFLICT_RETRIES + 1,
    );
  });

  it('gives the conflict to the caller when it keeps losing', async () => {
    const { mediator, decisions } = deciding(MAX_CONFLICT_RETRIES + 1);
    await expect(mediator.execute({ type: 'change' }, context)).rejects.toMatchObject({
      code: 'revision-conflict',
    });
    expect(decisions()).toBe(MAX_CONFLICT_RETRIES + 1);
  });

  it('does not decide again for a caller that said which revision it has seen', async () => {
    const { mediator, decisions } = deciding(1);
    const conflict = mediator.execute({ type: 'change' }, { ...context, expectedRevision: 4 });
    await expect(conflict).rejects.toMatchObject({ kind: 'conflict' });
    expect(decisions()).toBe(1);
  });

  it('does not decide again after another kind of failure', async () => {
    const { mediator, decisions } = deciding(1, 'stale-revision');
    await expect(mediator.execute({ type: 'change' }, context)).rejects.toMatchObject({
      code: 'stale-revision',
    });
    expect(decisions()).toBe(1);
  });
});
