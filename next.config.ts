import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  // This folder, even when a lock file lies above it: the standalone server has to be where `npm start` looks.
  outputFileTracingRoot: process.cwd(),
  turbopack: { root: process.cwd() },
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  // Titles in the head of every first answer: streamed, they come after the page, and for a moment a page has none,
  // which a screen reader then says. All ours cost is a look into the messages.
  htmlLimitedBots: /.*/,
  experimental: {
    authInterrupts: true,
    // Two photos of 10 MB, the most we take, and what else a form has: larger ones are told by their own size. The
    // proxy keeps the body for the action and would else cut it off at its own limit.
    serverActions: { bodySizeLimit: '22mb' },
    proxyClientMaxBodySize: '22mb',
  },
  // `npm run typecheck` judges all of it, tests included; doing so again costs a third of the first start.
  typescript: { ignoreBuildErrors: true },
  // Read at run time by their path (lib/pdf/fonts.ts), which no tracing can see.
  outputFileTracingIncludes: Object.fromEntries(
    [
      '/invoices/*/pdf',
      '/invoices/zip',
      '/e-invoice',
      '/e-invoice/**',
      '/terms/**',
      '/privacy/pdf',
      '/forms/**',
      '/admin/**',
      '/api/cron/**',
    ].map(route => [route, ['./node_modules/dejavu-fonts-ttf/ttf/DejaVuSans{,-Bold}.ttf']]),
  ),
  // Native modules, react-pdf (which brings its own reconciler) and Twilio (thousands of files, loaded one by one) stay outside the bundle.
  serverExternalPackages: ['@node-rs/argon2', '@react-pdf/renderer', 'postgres', 'sharp', 'twilio'],
};

export default config;
