import { KubernetesError } from '../errors';

/** The error of a promise that has to fail with one of this package. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<KubernetesError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KubernetesError)) {
    throw new Error(`expected a KubernetesError, got ${String(error)}`);
  }
  return error;
}
