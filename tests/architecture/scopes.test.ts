/** What each page, route and action of customers needs stands in the matrix as it stands in the source. */
import ts from 'typescript';
import { exportedValues, filesIn, nodesOf, parse, calledName } from '../support/source';
import { actionNeeds, endpointNeeds } from '../security/scopes';

const addressOf = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter(part => !/^\(.*\)$/.test(part))
    .join('/')}`;

const textOf = (node: ts.Expression | undefined) =>
  node === undefined ? 'all' : ts.isStringLiteral(node) ? node.text : node.getText();

it('each page and route asks for what the matrix says, and all of the access where it says nothing', () => {
  const asked = new Map<string, string>();
  for (const file of filesIn('app').filter(name => /(^|\/)(page\.tsx|route\.tsx?)$/.test(name))) {
    const needs = new Set(
      [...nodesOf(parse(file))]
        .filter(ts.isCallExpression)
        .filter(node => calledName(node) === 'requireCustomer')
        .map(({ arguments: [first] }) => textOf(first)),
    );
    if (needs.size > 0) asked.set(addressOf(file), [...needs].join(' '));
  }
  const partly = [...asked].filter(([, needs]) => needs !== 'all').sort();
  const listed = Object.entries(endpointNeeds).filter(([, needs]) => needs !== 'all');
  expect(partly).toEqual(listed.sort());
});

it('each action too', () => {
  const asked = new Map<string, string>();
  for (const file of filesIn('app').filter(name => /(^|\/)actions\.ts$/.test(name))) {
    const source = parse(file);
    const names = new Set(
      exportedValues(source)
        .filter(({ madeBy }) => madeBy === 'customerAction')
        .map(({ name }) => name),
    );
    for (const node of nodesOf(source)) {
      if (!ts.isVariableDeclaration(node) || !names.has(node.name.getText())) continue;
      if (node.initializer && ts.isCallExpression(node.initializer))
        asked.set(node.name.getText(), textOf(node.initializer.arguments[2]));
    }
  }
  expect([...asked].filter(([, needs]) => needs !== 'all').sort()).toEqual(
    Object.entries(actionNeeds).sort(),
  );
});
