import nextJest from 'next/jest.js';

/** @type {import('jest').Config} */
const config = {
  testEnvironment: 'node', // a component's test asks for jsdom in its first comment
  testMatch: ['<rootDir>/tests/{unit,db,security,faults,architecture}/**/*.test.{ts,tsx}'],
  moduleNameMapper: {
    '^server-only$': '<rootDir>/scripts/support/server-only.ts',
    '^@/(.*)$': '<rootDir>/$1',
    // Its exports map is for bundlers.
    '^@react-pdf/hyphenate/(.*)$': '<rootDir>/node_modules/@react-pdf/hyphenate/lib/$1.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/tests/support/environment.ts'],
  setupFilesAfterEnv: ['<rootDir>/tests/support/console.ts'],
  testTimeout: 30_000,
  // Much of it waits for the server or for a provider; each worker has a database of its own.
  maxWorkers: '100%',
};

export default async function jestConfig() {
  // next/jest reads .env files. Tests must not: the database named there may be somebody's real one.
  const before = { ...process.env };
  const made = await nextJest({ dir: import.meta.dirname })(config)();
  process.env = before;
  // Several packages come as ES modules only, so those in node_modules are translated as well.
  // The compiler is nine megabytes of plain JavaScript: not that one.
  const untouched = ['^.+\\.module\\.(css|sass|scss)$', '/node_modules/typescript/'];
  // @react-email/render is a .cjs file with an import() in it, which Jest does not run untranslated.
  const transform = { ...made.transform, '^.+\\.cjs$': Object.values(made.transform)[0] };
  return { ...made, transform, transformIgnorePatterns: untouched };
}
