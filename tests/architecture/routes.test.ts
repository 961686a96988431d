import ts from 'typescript';
import { calledName, exportedValues, filesIn, nodesOf, parse } from '../support/source';
import { actions, matrix } from '../security/matrix';
import { staffActions } from '../security/staff';

/** The address of a page or route: groups in brackets are not part of it. */
const addressOf = (file: string) =>
  `/${file
    .split('/')
    .slice(1, -1)
    .filter(part => !/^\(.*\)$/.test(part))
    .join('/')}`;

it('every page and route stands in the security matrix, and nothing else does', () => {
  const addresses = filesIn('app')
    .filter(file => /(^|\/)(page\.tsx|route\.tsx?)$/.test(file))
    .map(addressOf);
  expect([...new Set(matrix.map(({ path }) => path))].sort()).toEqual([...new Set(addresses)].sort());
});

it('every action stands there too, with the audience of the wrapper that makes it', () => {
  const found = filesIn('app')
    .filter(file => /(^|\/)actions\.ts$/.test(file))
    .flatMap(file => exportedValues(parse(file)).map(({ name, madeBy }) => `${file} ${name} ${madeBy}`));
  expect(actions.map(({ file, name, audience }) => `${file} ${name} ${audience}Action`).sort()).toEqual(
    found.sort(),
  );
});

/** The texts that stand first in calls of a function, e.g. the permissions in `requireStaff('…')`. */
const firstArguments = (file: string, called: string) =>
  [...nodesOf(parse(file))]
    .filter(ts.isCallExpression)
    .filter(node => calledName(node) === called)
    .map(({ arguments: [first] }) => (first && ts.isStringLiteral(first) ? first.text : first?.getText()));

it('each page and route of staff asks for the permission that stands there', () => {
  const asked = filesIn('app/admin')
    .filter(file => /(^|\/)(page\.tsx|route\.tsx?)$/.test(file))
    .map(file => `${addressOf(file)} ${[...new Set(firstArguments(file, 'requireStaff'))].join(' ')}`);
  const listed = matrix.filter(({ audience }) => audience === 'staff');
  expect(listed.map(({ path, permission }) => `${path} ${permission}`).sort()).toEqual(asked.sort());
});

it('each action of staff too', () => {
  const asked = filesIn('app/admin')
    .filter(file => /(^|\/)actions\.ts$/.test(file))
    .map(file => `${file} ${firstArguments(file, 'staffAction').join(' ')}`);
  const listed = Object.entries(staffActions).map(
    ([file, table]) => `${file} ${Object.values(table).join(' ')}`,
  );
  expect(listed.sort()).toEqual(asked.sort());
});
