/** A process that uses the embedded server of a home: says where it is, and leaves when its input ends. */
import { openHome } from '../../db/embedded.mjs';

const server = await openHome(process.argv[2]);
console.log(JSON.stringify({ url: server.url, started: server.started }));
process.stdin.resume().once('end', async () => {
  await server.stop();
  process.exit(0);
});
