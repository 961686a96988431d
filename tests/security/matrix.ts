import { customerActions, customerEndpoints } from './customer';
import type { Audience, Endpoint } from './endpoints';
import { machineEndpoints } from './machines';
import { publicActions, publicEndpoints } from './public';
import { staffActions, staffEndpoints } from './staff';

/**
 * Every page, route and action with who may use it, a file for each audience. tests/architecture/routes.test.ts
 * compares the list with app/, so that nothing is added without a word here; tests/e2e/security.spec.ts asks each
 * page and route as nobody, as two customers and as staff.
 */
export const matrix: readonly Endpoint[] = [
  ...publicEndpoints,
  ...customerEndpoints,
  ...staffEndpoints,
  ...machineEndpoints,
];

const listed = (audience: Audience, table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([file, names]) => names.map(name => ({ file, name, audience })));

/** Every Server Action: the file it stands in, its name and whose wrapper makes it. */
export const actions: readonly { file: string; name: string; audience: Audience }[] = [
  ...listed('public', publicActions),
  ...listed('customer', customerActions),
  ...listed(
    'staff',
    Object.fromEntries(Object.entries(staffActions).map(([file, table]) => [file, Object.keys(table)])),
  ),
];
