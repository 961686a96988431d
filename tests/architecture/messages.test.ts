import path from 'node:path';
import ts from 'typescript';
import { filesIn, nodesOf, parse, readSource } from '../support/source';

const LOCALES = ['pl', 'en'] as const;
const FOLDER = 'lib/i18n/messages';

type Messages = { [key: string]: string | Messages };

const namespaces = (locale: string) =>
  filesIn(`${FOLDER}/${locale}`)
    .filter(file => file.endsWith('.json'))
    .map(file => path.basename(file, '.json'));

const read = (locale: string, namespace: string) =>
  JSON.parse(readSource(`${FOLDER}/${locale}/${namespace}.json`)) as Messages;

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/**
 * The arguments an ICU text takes, those inside the branches of a plural included. Braces alternate: text,
 * argument, branch, argument…, so that `{count, plural, few {faktury}}` has one argument.
 */
function argumentsOf(text: string): string[] {
  const found = new Set<string>();
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '}') depth--;
    if (text[at] !== '{') continue;
    depth++;
    const name = /^\{\s*(\w+)\s*[},]/.exec(text.slice(at))?.[1];
    if (depth % 2 === 1 && name) found.add(name);
  }
  return [...found].sort();
}

// JSON.parse lets the last of two win, and the other's text is gone from its page without a word.
it.each(LOCALES.flatMap(locale => namespaces(locale).map(namespace => [locale, namespace] as const)))(
  '%s/%s.json names each key once',
  (locale, namespace) => {
    const plain = (text: string) => text.replace(/\s+/g, '');
    const text = readSource(`${FOLDER}/${locale}/${namespace}.json`);
    expect(plain(text)).toBe(plain(JSON.stringify(JSON.parse(text))));
  },
);

it('both languages have the same namespaces', () => {
  expect(namespaces('en')).toEqual(namespaces('pl'));
});

describe.each(namespaces('pl'))('%s', namespace => {
  const [polish, english] = LOCALES.map(locale => flatten(read(locale, namespace)));

  it('has the same keys in Polish and English', () => {
    expect([...(english?.keys() ?? [])].sort()).toEqual([...(polish?.keys() ?? [])].sort());
  });

  it('has no empty text', () => {
    const empty = [...(polish ?? []), ...(english ?? [])].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('takes the same arguments in both', () => {
    const differing = [...(polish ?? [])].filter(
      ([key, text]) => `${argumentsOf(text)}` !== `${argumentsOf(english?.get(key) ?? '')}`,
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});

it('every refusal thrown in lib has a text in both languages', () => {
  const codes = new Set<string>();
  for (const file of filesIn('lib').filter(name => /\.tsx?$/.test(name))) {
    for (const node of nodesOf(parse(file))) {
      if (!ts.isNewExpression(node) || node.expression.getText() !== 'Refusal') continue;
      // Literals, also those of `late ? 'a' : 'b'`; a variable's codes are the business of its rules' tests.
      const first = node.arguments?.[0];
      const literals = first && [first, ...(ts.isConditionalExpression(first) ? first.getChildren() : [])];
      for (const one of literals ?? []) if (ts.isStringLiteralLike(one)) codes.add(one.text);
    }
  }
  for (const locale of LOCALES) {
    const texts = flatten(read(locale, 'refusal'));
    const missing = [...codes].filter(code => !texts.has(code) && !texts.has(`refusal.${code}`));
    expect({ locale, missing }).toEqual({ locale, missing: [] });
  }
});
