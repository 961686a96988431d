import { exportedValues, filesIn, parse } from '../support/source';
import { actions, matrix } from '../security/matrix';

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
