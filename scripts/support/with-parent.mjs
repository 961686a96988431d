/** Preloaded into the portal's server: without the command that started it, it has nothing to run for. */
if (process.send) {
  process.once('disconnect', () => process.exit(0));
  // The pipe alone must not keep a server that is done.
  process.channel?.unref();
}
