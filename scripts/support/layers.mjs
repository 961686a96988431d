/**
 * Who may import whom: one row per layer, the first row whose pattern fits a file is its layer. The lint rule
 * below reads the table; tests/architecture/layers.test.ts tries it.
 */
import path from 'node:path';

/**
 * `may`: the layers it imports. `types`: layers of which it imports types only. `not`: packages it keeps away from.
 * @type {{ layer: string, files: RegExp, may: string[] | 'all', types?: string[], not?: RegExp }[]}
 */
export const LAYERS = [
  {
    layer: 'kernel',
    files: /^lib\/kernel\//,
    may: ['kernel'],
    // pure: no input or output, no framework
    not: /^(node:(?!crypto$)|next|react|drizzle-orm|postgres|server-only)/,
  },
  {
    layer: 'rules',
    files: /^lib\/[^/]+\/(rules\.ts|rules\/)/,
    may: ['kernel', 'rules'],
    not: /^(node:(?!crypto$)|next|react|drizzle-orm|postgres|server-only)/,
  },
  { layer: 'i18n', files: /^lib\/i18n\//, may: ['kernel', 'i18n', 'env', 'lib'] },
  { layer: 'env', files: /^lib\/env\.ts$/, may: ['kernel'] },
  {
    layer: 'lib',
    files: /^lib\//,
    may: ['lib', 'kernel', 'rules', 'i18n', 'env', 'db', 'emails', 'config'],
  },
  { layer: 'db', files: /^db\//, may: ['db', 'kernel', 'env'] },
  { layer: 'emails', files: /^emails\//, may: ['emails', 'kernel', 'i18n'] },
  { layer: 'components', files: /^components\//, may: ['components', 'kernel', 'i18n'], types: ['rules'] },
  {
    layer: 'app',
    files: /^(app\/|proxy\.ts$)/,
    may: ['app', 'components', 'lib', 'kernel', 'rules', 'i18n', 'env', 'config'],
  },
  { layer: 'config', files: /^config\//, may: [] },
  { layer: 'tests', files: /^tests\//, may: 'all' },
  { layer: 'scripts', files: /^scripts\//, may: 'all' },
  { layer: 'settings', files: /^[^/]+$/, may: 'all' },
];

/** @param {string} file a path inside the project, with slashes */
export const layerOf = file => LAYERS.find(({ files }) => files.test(file));

/** The project path an import names, or undefined for a package. */
function targetOf(specifier, file) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return undefined;
}

/**
 * Judges one import.
 * @returns {string | undefined} what is wrong with it
 */
export function judgeImport({ file, specifier, typeOnly }) {
  const from = layerOf(file);
  if (!from || from.may === 'all') return undefined;
  const target = targetOf(specifier, file);
  if (target === undefined) {
    return from.not?.test(specifier)
      ? `${from.layer} stays pure and does not import ${specifier}`
      : undefined;
  }
  // An import may leave the ending out: `@/lib/env` is lib/env.ts, `@/lib/x/rules` may be a folder.
  const to = layerOf(/\.[a-z]+$/.test(target) ? target : `${target}.ts`) ?? layerOf(target);
  if (!to || from.may.includes(to.layer)) return undefined;
  if (typeOnly && from.types?.includes(to.layer)) return undefined;
  const allowed = [...from.may, ...(from.types ?? []).map(layer => `types of ${layer}`)].join(', ');
  return `${from.layer} does not import ${to.layer} (${target}); it may import: ${allowed || 'nothing of ours'}`;
}

/** @type {import('eslint').Rule.RuleModule} */
export const layerRule = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{reason}}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (source, typeOnly) => {
      if (typeof source?.value !== 'string') return;
      const reason = judgeImport({ file, specifier: source.value, typeOnly });
      if (reason) context.report({ node: source, messageId: 'wrong', data: { reason } });
    };
    const typeOnly = node =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every(one => one.importKind === 'type'));
    return {
      ImportDeclaration: node => check(node.source, typeOnly(node)),
      ExportNamedDeclaration: node => check(node.source, typeOnly(node)),
      ExportAllDeclaration: node => check(node.source, typeOnly(node)),
      ImportExpression: node => check(node.source, false),
      TSImportType: node => check(node.source ?? node.argument?.literal, true),
    };
  },
};
