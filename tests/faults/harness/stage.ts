import { prepare } from './crash-run';
import { serveApi } from './portal';

export type Stage = Awaited<ReturnType<typeof prepare>>;

/** Providers and portal for a test file, from before its first test until after its last. */
export function testStage(seed: number): () => Stage {
  let stage: Stage;
  beforeAll(async () => {
    stage = await prepare(seed, serveApi);
  });
  afterAll(() => stage.close());
  return () => stage;
}
