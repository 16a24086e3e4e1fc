import type { CommandOutput } from './run-job.ts';

/** Where a command's text goes. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Writes to a terminal; what goes on is written over in place, and once per change where the output is no terminal. */
export function terminalOutput(terminal: Terminal): CommandOutput {
  let last = '';
  const clear = () => (terminal.isTTY === true && last !== '' ? '\r\u001b[K' : '');
  return {
    line: (text) => {
      terminal.write(`${clear()}${text}\n`);
      last = '';
    },
    progress: (text) => {
      if (text === last) return;
      terminal.write(terminal.isTTY === true ? `${clear()}${text}` : `${text}\n`);
      last = text;
    },
  };
}
