/** The table of permissions: who may do what, and that looking never changes anything. */
import { may, PERMISSIONS, type Permission } from '@/lib/auth/permissions';
import { STAFF_ROLES } from '@/lib/accounts/staff/rules';
import { actions, matrix } from '../../security/matrix';
import { staffActions } from '../../security/staff';

const all = Object.keys(PERMISSIONS) as Permission[];

it('an auditor has no permission that writes, and every one that sees but people’s own', () => {
  const has = all.filter(permission => may('auditor', permission));
  expect(has.filter(permission => !permission.endsWith('.see'))).toEqual([]);
  expect(has).toContain('audit.see');
});

it('no page is opened by, and no action made by, a permission of the other sort', () => {
  const deeds = Object.values(staffActions).flatMap(table => Object.values(table));
  const seeing = deeds.filter(permission => permission.endsWith('.see'));
  expect(seeing).toEqual([]);
});

it('an administrator may everything', () => {
  expect(all.filter(permission => !may('administrator', permission))).toEqual([]);
});

it.each(['staff.manage', 'settings.write', 'deliveries.pause', 'documents.publish'] as const)(
  '%s belongs to administrators alone',
  permission => {
    expect(STAFF_ROLES.filter(role => may(role, permission))).toEqual(['administrator']);
  },
);

it('whoever may write something may also see it', () => {
  const areas = all
    .filter(permission => !permission.endsWith('.see'))
    .map(permission => ({
      permission,
      see: `${permission.split('.')[0]!}.see` as Permission,
    }));
  const blind = areas.flatMap(({ permission, see }) =>
    STAFF_ROLES.filter(role => may(role, permission) && !may(role, see)).map(role => `${role} ${permission}`),
  );
  expect(blind).toEqual([]);
});

it('every page and action of staff names a permission of the table', () => {
  const named = [
    ...matrix.filter(({ audience }) => audience === 'staff').map(({ permission }) => permission!),
    ...Object.values(staffActions).flatMap(table => Object.values(table)),
  ];
  expect(named.filter(permission => !Object.hasOwn(PERMISSIONS, permission))).toEqual([]);
  expect(actions.filter(({ audience }) => audience === 'staff').length).toBeGreaterThan(0);
});
