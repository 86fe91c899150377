import { KubernetesError } from './errors';
import type { KubernetesLimits } from './types';

const MIB = 1024 * 1024;

/**
 * What applies where nothing else is given.
 *
 * @public
 */
export const defaultLimits: Readonly<KubernetesLimits> = {
  connections: 16,
  maxWatches: 128,
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 15_000,
  bodyIdleMs: 20_000,
  requestTimeoutMs: 30_000,
  listTimeoutMs: 300_000,
  maxLineBytes: 8 * MIB,
  maxObjectBytes: 8 * MIB,
  maxPageBytes: 64 * MIB,
  maxListBytes: 2048 * MIB,
  maxListObjects: 200_000,
  maxSmallBodyBytes: 4 * MIB,
  pageSize: 500,
  watchTimeoutSeconds: 300,
  watchIdleMs: 75_000,
};

// A body becomes one string before it is parsed, and V8 has no longer strings.
const LONGEST_BODY_BYTES = 512 * MIB - 1024;

/** @throws KubernetesError `invalid` for a limit that is no positive integer, or that no body could reach. */
export function resolveLimits(
  given: Partial<KubernetesLimits> = {},
): KubernetesLimits {
  const limits = { ...defaultLimits };
  for (const name of Object.keys(defaultLimits) as Array<
    keyof KubernetesLimits
  >) {
    const value = given[name] ?? defaultLimits[name];
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new KubernetesError(
        'invalid',
        `the limit '${name}' must be a positive whole number`,
      );
    }
    limits[name] = value;
  }
  for (const name of [
    'maxLineBytes',
    'maxObjectBytes',
    'maxPageBytes',
    'maxSmallBodyBytes',
  ] as const) {
    if (limits[name] > LONGEST_BODY_BYTES) {
      throw new KubernetesError(
        'invalid',
        `the limit '${name}' must be at most ${LONGEST_BODY_BYTES}`,
      );
    }
  }
  return limits;
}
