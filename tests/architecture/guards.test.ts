/** Nothing answers without its guard: actions, pages and routes, judged by their source. */
import ts from 'typescript';
import { awaits, defaultExport, exportedValues, filesIn, nodesOf, parse } from '../support/source';

const WRAPPERS = /^(public|customer|staff)Action$/;
const appFiles = filesIn('app').filter(file => /\.tsx?$/.test(file));

const named = (pattern: RegExp) => appFiles.filter(file => pattern.test(file));
const each = (files: string[], judge: (file: string) => void) => it.each(files)('%s', judge);

describe('every exported action is made by publicAction, customerAction or staffAction', () => {
  each(named(/(^|\/)actions\.ts$/), file => {
    const bare = exportedValues(parse(file)).filter(({ madeBy }) => !WRAPPERS.test(madeBy ?? ''));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('and no other file holds actions', () => {
    const sources = [...appFiles, ...filesIn('lib'), ...filesIn('components')]
      .filter(file => /\.tsx?$/.test(file) && !/(^|\/)actions\.ts$/.test(file))
      .filter(file => {
        for (const node of nodesOf(parse(file))) {
          if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) {
            if (node.expression.text === 'use server') return true;
          }
        }
        return false;
      });
    expect(sources).toEqual([]);
  });
});

describe('every page of customers waits for requireCustomer', () => {
  each(named(/^app\/\(customer\)\/.*page\.tsx$/), file => {
    const page = defaultExport(parse(file));
    expect(page && awaits(page, /^requireCustomer/)).toBe(true);
  });
});

describe('every route of customers waits for requireCustomer', () => {
  each(named(/^app\/\(customer\)\/.*route\.tsx?$/), file => {
    expect(awaits(parse(file), /^requireCustomer/)).toBe(true);
  });
});

describe('every page and route of staff waits for requireStaff', () => {
  each(named(/^app\/admin\/.*(page|route)\.tsx?$/), file => {
    const source = parse(file);
    const guarded = file.endsWith('page.tsx') ? defaultExport(source) : source;
    expect(guarded && awaits(guarded, /^requireStaff/)).toBe(true);
  });
});

describe('every cron route checks its secret', () => {
  each(named(/^app\/api\/cron\/.*\/route\.ts$/), file => {
    const handlers = exportedValues(parse(file)).filter(({ name }) => /^[A-Z]+$/.test(name));
    expect(handlers.map(({ name, madeBy }) => `${name} ${madeBy}`)).toEqual([
      'GET cronRoute',
      'POST cronRoute',
    ]);
  });

  it('and what makes them asks before it runs anything', () => {
    const calls = [...nodesOf(parse('app/api/cron/cron-route.ts'))]
      .filter(ts.isCallExpression)
      .map(node => node.expression.getText())
      .filter(name => ['cronRefusal', 'runJob'].includes(name));
    expect(calls).toEqual(['cronRefusal', 'runJob']);
  });
});

describe('every form of customers keeps what was typed when the session ends', () => {
  each(
    named(/^app\/\(customer\)\/.*\.tsx$/).filter(file => file !== 'app/(customer)/kept-form.tsx'),
    file => {
      const bare = [...nodesOf(parse(file))].filter(
        node =>
          ts.isImportSpecifier(node) &&
          node.name.text === 'Form' &&
          /components\/ui\/form/.test(node.parent.parent.parent.getText()),
      );
      expect(bare).toEqual([]);
    },
  );
});
