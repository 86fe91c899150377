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

/** Starts a worker thread from a subpath export of one of our packages. */
export function startWorkerThread(
  specifier: string,
  options: Pick<WorkerOptions, 'workerData' | 'name'>,
): Worker {
  return new Worker(require.resolve(specifier), {
    ...options,
    execArgv: execArgv(),
  });
}
