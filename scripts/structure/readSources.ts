import { join, posix, relative, sep } from 'node:path';
import {
  type FunctionLikeDeclaration,
  isArrayLiteralExpression,
  isBlock,
  isCallExpression,
  isFunctionLikeDeclaration,
  isIdentifier,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isReturnStatement,
  isStringLiteralLikeNode,
  type Node,
  type SourceFile as Tree,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import type { FunctionSize, SourceFile } from './sourceFile.ts';

/** Reads the files of these folders with TypeScript's own parser, from the project at `root`. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`There is no project at ${root}.`);
    const paths = project.rootFiles.map((file) => relative(root, file).split(sep).join('/'));
    const wanted = new Set(paths.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`))));
    return [...wanted].sort().map((path) => {
      const tree = project.program.getSourceFile(join(root, path));
      if (!tree) throw new Error(`TypeScript does not read ${path}.`);
      const imports = importsOf(tree, path).filter((imported) => wanted.has(imported));
      return { path, lines: tree.text.trimEnd().split('\n').length, imports, functions: functionsOf(tree) };
    });
  } finally {
    api.close();
  }
}

function importsOf(tree: Tree, path: string): string[] {
  const named = tree.imports.filter(isStringLiteralLikeNode).map(({ text }) => text);
  const near = named.filter((name) => name.startsWith('.'));
  return [...new Set(near.map((name) => posix.join(posix.dirname(path), name)))];
}

function functionsOf(tree: Tree): FunctionSize[] {
  const found: FunctionSize[] = [];
  const visit = (node: Node): void => {
    if (isFunctionLikeDeclaration(node) && node.body && !onlyReturnsData(node.body) && !isSuite(node)) {
      const [first, last] = [node.getStart(tree), node.getEnd()].map(
        (position) => tree.getLineAndCharacterOfPosition(position).line,
      ) as [number, number];
      found.push({ name: nameOf(node), line: first + 1, lines: last - first + 1 });
    }
    node.forEachChild(visit);
  };
  visit(tree);
  return found;
}

/** A suite only groups tests, so its length is theirs together. */
function isSuite({ parent }: Node): boolean {
  return (
    isCallExpression(parent) &&
    isIdentifier(parent.expression) &&
    ['describe', 'suite'].includes(parent.expression.text)
  );
}

function onlyReturnsData(body: Node): boolean {
  if (isBlock(body)) {
    const [only, ...others] = body.statements;
    return others.length === 0 && only !== undefined && isReturnStatement(only) && isData(only.expression);
  }
  return isData(body);
}

function isData(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (isParenthesizedExpression(node)) return isData(node.expression);
  return isObjectLiteralExpression(node) || isArrayLiteralExpression(node);
}

function nameOf(node: FunctionLikeDeclaration): string {
  const { parent } = node;
  const own = nameIn(node);
  if (own !== undefined) return own;
  if (!isCallExpression(parent)) return nameIn(parent) ?? 'a function';
  const title = parent.arguments.find(isStringLiteralLikeNode)?.text;
  return title === undefined ? 'a callback' : `“${title}”`;
}

function nameIn(node: Node): string | undefined {
  const name = 'name' in node ? (node.name as Node | undefined) : undefined;
  return name && isIdentifier(name) ? name.text : undefined;
}
