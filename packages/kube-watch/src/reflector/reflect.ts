import type { KubernetesClient } from '../KubernetesClient';
import type {
  KubernetesResource,
  Reflector,
  ReflectorHandlers,
  ReflectorOptions,
} from '../types';
import { ReflectorLoop } from './ReflectorLoop';

/**
 * Keeps a caller up to date on all objects of a resource until it is stopped: lists, watches, resumes what was cut, lists again
 * when the server's history no longer reaches back, and waits between failures. It holds no objects.
 *
 * @public
 */
export function reflect(
  client: Pick<KubernetesClient, 'list' | 'watch'>,
  resource: KubernetesResource,
  handlers: ReflectorHandlers,
  options: ReflectorOptions = {},
): Reflector {
  const stopping = new AbortController();
  const onAbort = () => stopping.abort();
  if (options.signal?.aborted) {
    stopping.abort();
  }
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const loop = new ReflectorLoop({
    client,
    resource,
    handlers,
    options,
    signal: stopping.signal,
  });
  const done = loop.run().finally(() => {
    options.signal?.removeEventListener('abort', onAbort);
  });
  return {
    done,
    stop: async () => {
      stopping.abort();
      await Promise.allSettled([done]);
    },
  };
}
