/** Every page and route with who may open it; tests/architecture/routes.test.ts compares it with app/. */
export const matrix: { path: string }[] = [
  { path: '/' },
  { path: '/accessibility' },
  { path: '/contact' },
  { path: '/help' },
  { path: '/privacy' },
  { path: '/api/health/live' },
  { path: '/api/health/ready' },
];
