import coreWebVitals from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';
import { layerRule } from './scripts/support/layers.mjs';

const ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Settings come from env() of lib/env.ts, which parses and names them once.',
};

const PARSED_ANEW = {
  name: 'next-intl/server',
  allowTypeImports: true,
  message: 'Texts come from @/lib/i18n/server, which parses them once (docs/decisions/0006).',
};

const config = [
  {
    ignores: [
      '.next/**',
      '.data/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
      'coverage/**',
    ],
  },
  ...coreWebVitals,
  ...typescript,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { ibok: { rules: { layers: layerRule } } },
    rules: {
      'ibok/layers': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'import/no-anonymous-default-export': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    },
  },
  {
    // What the portal runs: one file knows the environment, and nothing prints.
    files: ['app/**', 'components/**', 'lib/**', 'emails/**', 'db/**/*.ts', 'proxy.ts'],
    ignores: ['lib/env.ts'],
    rules: { 'no-restricted-syntax': ['error', ENVIRONMENT], 'no-console': 'error' },
  },
  {
    files: ['app/**', 'components/**', 'lib/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [PARSED_ANEW] }] },
  },
];

export default config;
