import ts from 'typescript';

const UNDOCUMENTED = '(undocumented)';

/** One export, or a type that an export names, as a report tells of it. */
export interface ReportedExport {
  readonly name: string;
  /** With the comments before it. */
  readonly text: string;
  /** It, or its methods, as far as they have no documentation: `Mediator`, `Mediator.publish`. */
  readonly undocumented: readonly string[];
}

/** Takes a report apart. */
export function readReport(report: string): readonly ReportedExport[] {
  const code = /^```ts\n(.*?)^```/ms.exec(report)?.[1] ?? '';
  const source = ts.createSourceFile('report.d.ts', code, ts.ScriptTarget.ESNext, true);
  return source.statements.flatMap((statement) => {
    const names = namesOf(statement);
    const text = statement.getFullText().trim();
    return names.map((name) => ({ name, text, undocumented: undocumentedIn(statement, name) }));
  });
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined) {
    return ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.getText())
      : [];
  }
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const name = (statement as ts.DeclarationStatement).name?.getText();
  return name === undefined ? [] : [name];
}

/**
 * A class that extends or implements something is told about there, and an interface with one member is told about above it: their methods
 * may go without.
 */
function undocumentedIn(statement: ts.Statement, name: string): string[] {
  const own = isUndocumented(statement) ? [name] : [];
  const methods = membersOf(statement).filter(
    (member) => ts.isMethodDeclaration(member) || ts.isMethodSignature(member),
  );
  return [...own, ...methods.filter(isUndocumented).map((method) => `${name}.${method.name?.getText()}`)];
}

function membersOf(statement: ts.Statement): readonly (ts.ClassElement | ts.TypeElement)[] {
  if (ts.isInterfaceDeclaration(statement)) return statement.members.length > 1 ? statement.members : [];
  if (!ts.isClassDeclaration(statement) || statement.heritageClauses !== undefined) return [];
  return statement.members;
}

function isUndocumented(node: ts.Node): boolean {
  const text = node.getFullText();
  return text.slice(0, text.length - node.getText().length).includes(UNDOCUMENTED);
}
