/** Every action of staff × every role: the guard that `staffAction` calls opens to exactly those of the table. */
import { PERMISSIONS, type Permission } from '@/lib/auth/permissions';
import { STAFF_ROLES } from '@/lib/accounts/staff/rules';
import { staffActions, staffEndpoints } from '../security/staff';
import { staffActor } from '../support/staff';

class Interrupted extends Error {}
const stop = (what: string) => (): never => {
  throw new Interrupted(what);
};

let signedInAs: (typeof STAFF_ROLES)[number] = 'auditor';
jest.mock('next/navigation', () => ({ forbidden: stop('forbidden'), redirect: stop('redirect') }));
jest.mock('next/headers', () => ({
  cookies: async () => ({ get: () => ({ value: 'a cookie' }) }),
  headers: async () => new Headers(),
}));
jest.mock('react', () => ({ ...jest.requireActual('react'), cache: <T>(work: T) => work }));
jest.mock('@/lib/auth/session', () => ({
  cookieName: (name: string) => name,
  readSession: async () => {
    const { accountId, sessionId, email, locale, role } = staffActor(signedInAs);
    return {
      accountId,
      sessionId,
      email,
      locale,
      staffRole: role,
      obligations: [],
      customers: [],
      current: null,
    };
  },
}));

const asked = new Map<string, Permission>([
  ...Object.entries(staffActions).flatMap(([file, table]) =>
    Object.entries(table).map(([name, permission]) => [`${file} ${name}`, permission] as const),
  ),
  ...staffEndpoints.map(({ path, permission }) => [path, permission!] as const),
]);

it.each([...asked])('%s (%s): open to its roles, closed to the others', async (_name, permission) => {
  const { requireStaff } = await import('@/lib/auth/guards');
  for (const role of STAFF_ROLES) {
    signedInAs = role;
    const allowed = role === 'administrator' || (PERMISSIONS[permission] as readonly string[]).includes(role);
    const entering = requireStaff(permission);
    if (allowed) await expect(entering).resolves.toMatchObject({ role });
    else await expect(entering).rejects.toThrow('forbidden');
  }
});
