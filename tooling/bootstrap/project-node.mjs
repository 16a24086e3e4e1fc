import { join } from 'node:path';

/**
 * The path of the Node.js that the workspace brings as a package, whatever Node the user has.
 * @param {string} root
 */
export function projectNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
