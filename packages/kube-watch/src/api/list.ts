import { KubernetesError } from '../errors';
import type { KubernetesResource, ListOptions, ListResult } from '../types';
import { ListReading, type ListContext } from './ListReading';

/**
 * Reads a whole collection page by page. A server that has lost the place between two pages (410) is asked from the beginning
 * once more, in pages again: without them one answer could exceed every bound.
 */
export async function list(
  context: ListContext,
  resource: KubernetesResource,
  options: ListOptions,
): Promise<ListResult> {
  const reading = new ListReading(context, resource, options);
  try {
    return await reading.run();
  } catch (error) {
    if (!isLostPlace(error) || !reading.hasBegun) {
      throw error;
    }
    await options.onRestart?.();
    return new ListReading(context, resource, options).run();
  }
}

function isLostPlace(error: unknown): boolean {
  return error instanceof KubernetesError && error.kind === 'expired';
}
