import ts from 'typescript';

/** Something in a module's text, other than an import, that its folder does not allow. */
export interface SourceRule {
  readonly name: string;
  readonly comment: string;
  /** Whether the rule is about this module (path from the root). */
  appliesTo(path: string): boolean;
  isViolatedBy(node: ts.Node): boolean;
  /** The least number of modules it must have looked at to mean anything. */
  readonly leastModules: number;
}

const TEST = /\.test\.tsx?$|\/(contract|test|testing)\//;
const CONFIGURATION = /\/(config|main)\.ts$|\.config\.m?[jt]s$/;
const CLOCKLESS = /^packages\/(domain|read-model)\/src\//;
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'sleep', 'delay']);

/** Every rule about what a module's text may hold. */
export const sourceRules: readonly SourceRule[] = [
  {
    name: 'environment-is-configuration',
    comment: 'process.env is read in config.ts, main.ts and start-up only',
    appliesTo: (path) => /^(apps|packages)\//.test(path) && !TEST.test(path) && !CONFIGURATION.test(path),
    isViolatedBy: (node) => isMember(node, 'process', 'env'),
    leastModules: 100,
  },
  {
    name: 'no-timers',
    comment: 'rules and projections never wait',
    appliesTo: (path) => CLOCKLESS.test(path) && !TEST.test(path),
    isViolatedBy: (node) =>
      (ts.isIdentifier(node) && TIMERS.has(node.text)) || isImportOf(node, /^(node:)?timers(\/promises)?$/),
    leastModules: 6,
  },
  {
    name: 'no-clock-no-chance',
    comment: 'time and ids come with the command, so that a replay gives the same state',
    appliesTo: (path) => CLOCKLESS.test(path) && !TEST.test(path),
    isViolatedBy: (node) =>
      isMember(node, 'Date', 'now') ||
      isMember(node, 'Math', 'random') ||
      isMember(node, 'performance', 'now') ||
      (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length) ||
      (ts.isIdentifier(node) && node.text === 'randomUUID'),
    leastModules: 6,
  },
  {
    name: 'no-instanceof-repository',
    comment: 'what a repository does with events is its own override, not a question about its class',
    appliesTo: (path) => path.startsWith('packages/event-sourcing/src/') && !TEST.test(path),
    isViolatedBy: (node) =>
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
      node.right.getText().endsWith('Repository'),
    leastModules: 6,
  },
];

/** The lines (from 1) of a module's text on which the rule is broken. */
export function violatedLines(rule: SourceRule, path: string, text: string): number[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node) => {
    if (rule.isViolatedBy(node)) lines.add(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...lines];
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  if (ts.isPropertyAccessExpression(node))
    return isNamed(node.expression, object) && node.name.text === member;
  if (!ts.isElementAccessExpression(node)) return false;
  const key = node.argumentExpression;
  return isNamed(node.expression, object) && ts.isStringLiteral(key) && key.text === member;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isImportOf(node: ts.Node, module: RegExp): boolean {
  return ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)
    ? module.test(node.moduleSpecifier.text)
    : false;
}
