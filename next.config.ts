import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withIntl = createNextIntlPlugin('./lib/i18n/request.ts');

const config: NextConfig = {
  output: 'standalone',
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  experimental: { authInterrupts: true },
  // Native modules and react-pdf (which brings its own reconciler) stay outside the bundle.
  serverExternalPackages: ['@node-rs/argon2', '@react-pdf/renderer', 'postgres'],
};

export default withIntl(config);
