export default async function globalTeardown() {
  await globalThis.ibokTestServer?.stop();
}
