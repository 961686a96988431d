/** `npm run build`: a build for `npm start`. */
import { build } from './support/prepare.mjs';
import { Plain } from './support/steps.mjs';

try {
  await build({ show: true });
} catch (error) {
  console.error(error instanceof Plain ? error.message : error);
  process.exitCode = 1;
}
