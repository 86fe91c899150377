import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Under Jest a worker thread does not inherit the transform that lets Node load
 * TypeScript, while under `package start` it does and built code needs none.
 */
function execArgv(): string[] | undefined {
  return process.env.JEST_WORKER_ID === undefined
    ? undefined
    : ['--require', require.resolve('@backstage/cli/config/nodeTransform.cjs')];
}

/**
 * Megabytes for what is young. What a thread reads is dropped as soon as it is
 * mapped: with more room, less of it is copied before it is seen to be garbage.
 */
const YOUNG_MEGABYTES = 64;

/** Starts a worker thread from a subpath export of one of our packages. */
export function startWorkerThread(
  specifier: string,
  options: Pick<WorkerOptions, 'workerData' | 'name'>,
): Worker {
  return new Worker(require.resolve(specifier), {
    ...options,
    execArgv: execArgv(),
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
}
