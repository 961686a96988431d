/** The project's own source, as the architecture tests read it. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = process.cwd();
const SKIPPED = new Set(['node_modules', 'test-results', 'playwright-report', 'coverage']);

/** All files below a folder of the project, as paths with slashes from the project's root. */
export function filesIn(folder: string): string[] {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute, { withFileTypes: true })
    .flatMap(entry => {
      const at = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : filesIn(at);
      return [at];
    })
    .sort();
}

export const readSource = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

export function parse(file: string, text = readSource(file)): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

/** Every node of a tree, itself included. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

/** The name of the function in `f(…)`, `f(…)(…)` and `a.f(…)`. */
export function calledName(expression: ts.Expression): string | undefined {
  if (ts.isCallExpression(expression)) return calledName(expression.expression);
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : undefined;
}

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(one => one.kind === ts.SyntaxKind.ExportKeyword);

/** What a file exports as values: the name, and for `const name = f(…)` the name of `f`. */
export function exportedValues(source: ts.SourceFile): { name: string; madeBy: string | undefined }[] {
  return source.statements.flatMap(statement => {
    if (ts.isVariableStatement(statement) && isExported(statement)) {
      return statement.declarationList.declarations.map(({ name, initializer }) => ({
        name: name.getText(),
        madeBy: initializer && ts.isCallExpression(initializer) ? calledName(initializer) : undefined,
      }));
    }
    if (ts.isFunctionDeclaration(statement) && isExported(statement)) {
      return [{ name: statement.name?.text ?? 'default', madeBy: undefined }];
    }
    if (ts.isExportAssignment(statement))
      return [{ name: 'default', madeBy: calledName(statement.expression) }];
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly) {
      return [{ name: statement.getText(), madeBy: undefined }];
    }
    return [];
  });
}

/** Whether somewhere in this tree one of these functions is called and, for a promise, waited for. */
export function awaits(tree: ts.Node, names: RegExp): boolean {
  for (const node of nodesOf(tree)) {
    if (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression)) {
      if (names.test(calledName(node.expression) ?? '')) return true;
    }
  }
  return false;
}

/** The body of `export default function …`, or of the function a default export names. */
export function defaultExport(source: ts.SourceFile): ts.Node | undefined {
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && isExported(statement)) {
      const modifiers = ts.getModifiers(statement) ?? [];
      if (modifiers.some(one => one.kind === ts.SyntaxKind.DefaultKeyword)) return statement.body;
    }
    if (ts.isExportAssignment(statement)) return statement.expression;
  }
  return undefined;
}
