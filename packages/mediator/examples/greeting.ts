import {
  type Behavior,
  CodedError,
  type Command,
  type EventMessage,
  Mediator,
} from '@tools-provider/mediator';

// #region greeting
/** Asks for a greeting. */
export interface Greet extends Command<string> {
  readonly type: 'greet';
  readonly name: string;
}

/** Somebody was greeted. */
export interface Greeted extends EventMessage {
  readonly type: 'greeted.v1';
  readonly name: string;
}

/** A behaviour is written once and is around every command. */
const namesAreGiven: Behavior<Command, unknown> = async (command, _, next) => {
  if ('name' in command && command.name === '') throw new CodedError('invalid', 'no-name', 'Give a name');
  return await next();
};

/** A mediator with one command and one event; `told` gets the names of those who were greeted. */
export function greeter(told: string[]): Mediator {
  return new Mediator({ command: [namesAreGiven] })
    .handle<Greet>('greet', async ({ name }) => `Hello ${name}`)
    .on<Greeted>('greeted.v1', async ({ name }) => void told.push(name));
}
// #endregion

if (import.meta.main) {
  const told: string[] = [];
  const mediator = greeter(told);
  console.log(await mediator.execute<Greet>({ type: 'greet', name: 'Ada' }, {}));
  const greeted: Greeted = { type: 'greeted.v1', name: 'Ada' };
  await mediator.publish(greeted, {});
  console.log(`told: ${told.join(', ')}`);
}
