// Commands run outside Next.js, where the real `server-only` throws by design: they are servers too.
export {};
