/**
 * Runs once when the server starts. Notes on every request whom it comes from, before anything else sees it:
 * Next.js hands pages no socket, and leaves a client's own X-Forwarded-For as it is.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { noteAddresses } = await import('./lib/auth/note-address');
    noteAddresses();
  }
}
