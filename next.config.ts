import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withIntl = createNextIntlPlugin('./lib/i18n/request.ts');

const config: NextConfig = {
  output: 'standalone',
  // This folder, even when a lock file lies above it: the standalone server has to be where `npm start` looks.
  outputFileTracingRoot: process.cwd(),
  turbopack: { root: process.cwd() },
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  // `npm run typecheck` judges all of it, tests included; doing so again costs a third of the first start.
  typescript: { ignoreBuildErrors: true },
  // Read at run time by their path (lib/invoices/pdf/render.ts), which no tracing can see.
  outputFileTracingIncludes: {
    '/invoices/*/pdf': ['./node_modules/dejavu-fonts-ttf/ttf/DejaVuSans{,-Bold}.ttf'],
  },
  // Native modules and react-pdf (which brings its own reconciler) stay outside the bundle.
  serverExternalPackages: ['@node-rs/argon2', '@react-pdf/renderer', 'postgres'],
};

export default withIntl(config);
