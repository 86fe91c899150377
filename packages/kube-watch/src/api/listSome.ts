import type {
  KubernetesObject,
  KubernetesResource,
  ListSomeOptions,
  ListSomeResult,
} from '../types';
import { ListReading, type ListContext } from './ListReading';

/** One object that is much larger than those that people write is not read. */
const MAX_OBJECT_BYTES = 1024 * 1024;

/**
 * Reads the first objects of a collection, and no further. What the server sends
 * beyond what it was asked for is counted as more, and not kept.
 */
export async function listSome(
  context: ListContext,
  resource: KubernetesResource,
  options: ListSomeOptions,
): Promise<ListSomeResult> {
  const { limit, maxBytes, timeoutMs, ...selection } = options;
  const { limits } = context;
  const items: KubernetesObject[] = [];
  let more = false;
  const reading = new ListReading(
    {
      ...context,
      limits: {
        ...limits,
        pageSize: limit,
        maxPageBytes: Math.min(maxBytes, limits.maxPageBytes),
        maxObjectBytes: Math.min(MAX_OBJECT_BYTES, limits.maxObjectBytes),
        listTimeoutMs: Math.min(timeoutMs, limits.listTimeoutMs),
      },
    },
    resource,
    {
      ...selection,
      onPage: page => {
        const room = limit - items.length;
        items.push(...page.slice(0, room));
        more ||= page.length > room;
      },
      onOversized: () => {
        more = true;
      },
    },
  );
  const { next } = await reading.first();
  return { items, more: more || next !== undefined };
}
