import { judgeImport } from '../../scripts/support/layers.mjs';

describe('who may import whom', () => {
  it.each([
    ['lib/kernel/money.ts', '@/lib/env', false],
    ['lib/kernel/money.ts', './volume', true],
    ['lib/kernel/dates.ts', 'node:fs', false],
    ['lib/invoices/rules.ts', '@/lib/kernel/money', true],
    ['lib/invoices/rules.ts', './queries', false],
    ['lib/invoices/rules.ts', '@/db/schema', false],
    ['lib/invoices/queries.ts', '@/db/client', true],
    ['lib/invoices/queries.ts', '@/components/ui/badge', false],
    ['db/client.ts', '../lib/env', true],
    ['db/schema/invoices.ts', '@/lib/invoices/rules', false],
    ['emails/welcome.tsx', '@/lib/i18n/messages', true],
    ['emails/welcome.tsx', '@/lib/invoices/queries', false],
    ['components/ui/badge.tsx', '@/lib/invoices/queries', false],
    ['components/ui/badge.tsx', '@/lib/kernel/money', true],
    ['app/(customer)/invoices/page.tsx', '@/lib/invoices/queries', true],
    ['app/(customer)/invoices/page.tsx', '@/db/client', false],
    ['app/(customer)/invoices/page.tsx', '../../../db/client', false],
    ['scripts/import.ts', '@/db/client', true],
  ])('%s importing %s: %s', (file, specifier, fine) => {
    expect(judgeImport({ file, specifier, typeOnly: false }) === undefined).toBe(fine);
  });

  it('components take the types of rules, not their code', () => {
    const bare = { file: 'components/charts/bars.tsx', specifier: '@/lib/consumption/rules' };
    expect(judgeImport({ ...bare, typeOnly: true })).toBeUndefined();
    expect(judgeImport({ ...bare, typeOnly: false })).toContain('components does not import rules');
  });
});
