import { InferenceSession } from 'onnxruntime-node';
import { inNativeCode } from './native-work.js';

/**
 * A neural network from a file of an installed package.
 * One thread each: pictures are measured side by side, and threads of one would take the cores from another. Planned
 * memory (`enableMemPattern`) is no faster for these networks and takes half as much again.
 */
export async function loadModel(path: string): Promise<InferenceSession> {
  const session = await inNativeCode(() =>
    InferenceSession.create(path, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      enableMemPattern: false,
    }),
  );
  const run = session.run.bind(session);
  return Object.assign(session, {
    run: (feeds: InferenceSession.FeedsType) => inNativeCode(() => run(feeds)),
  });
}
