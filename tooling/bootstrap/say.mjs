/**
 * Tells the person at the terminal what takes so long.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
