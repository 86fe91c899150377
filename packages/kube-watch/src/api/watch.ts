import type { ByteBudget } from '../ByteBudget';
import { KubernetesError } from '../errors';
import { duration } from '../text';
import type { Transport } from '../transport/Transport';
import type {
  Clock,
  InitialEvents,
  KubernetesLimits,
  KubernetesResource,
  WatchOptions,
  WatchResult,
} from '../types';
import { isName } from './checkObject';
import { collectionPath } from './paths';
import { queryOf } from './queryOf';
import { TimeLimit } from './TimeLimit';
import { WatchReading } from './WatchReading';

export type WatchContext = {
  transport: Transport;
  limits: KubernetesLimits;
  clock: Clock;
  random(): number;
  byteBudget?: ByteBudget;
};

const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=1,application/json';

// A server that does not keep the time it was asked for is not waited for much longer.
const GRACE_MS = 30_000;

/**
 * Follows the changes of a collection from a resource version on, or from the beginning, until the server ends it, it falls
 * silent, or a fault.
 */
export async function watch(
  context: WatchContext,
  resource: KubernetesResource,
  options: WatchOptions,
): Promise<WatchResult> {
  const { transport, limits, clock, random } = context;
  const { namespace, labelSelector, fieldSelector, metadataOnly } = options;
  if (!options.initialEvents && !isName(options.resourceVersion)) {
    throw new KubernetesError('invalid', 'a watch needs a resource version');
  }
  const path = collectionPath(resource, namespace);
  const where = `GET ${path}`;
  const timeoutSeconds = Math.max(
    1,
    Math.round(limits.watchTimeoutSeconds * (0.8 + 0.4 * random())),
  );
  const account = (options.byteBudget ?? context.byteBudget)?.open();
  const limit =
    options.initialEvents &&
    TimeLimit.start({
      clock,
      ms: limits.listTimeoutMs,
      signal: options.signal,
      error: () =>
        new KubernetesError(
          'invalid',
          `did not come to the end of its initial events within ${duration(
            limits.listTimeoutMs,
          )}`,
          { where },
        ),
    });
  let reading: WatchReading | undefined;
  try {
    const end = await transport.stream({
      method: 'GET',
      path,
      query: queryOf({
        watch: '1',
        allowWatchBookmarks: 'true',
        resourceVersion: options.resourceVersion,
        ...(options.initialEvents
          ? {
              sendInitialEvents: 'true',
              resourceVersionMatch: 'NotOlderThan',
            }
          : {}),
        timeoutSeconds: String(timeoutSeconds),
        labelSelector,
        fieldSelector,
      }),
      accept: metadataOnly ? METADATA_ONLY : undefined,
      signal: limit?.signal ?? options.signal,
      // Until its end a list is given no more time than another: its bookmarks come later.
      idleMs: () =>
        reading?.isInitial ? limits.bodyIdleMs : limits.watchIdleMs,
      totalMs: timeoutSeconds * 1000 + GRACE_MS,
      open: redact => {
        options.onOpen?.();
        const opened = new WatchReading({
          line: { resource, metadataOnly, where, redact },
          limits,
          options: {
            ...options,
            initialEvents: limit
              ? limited(options.initialEvents, limit)
              : undefined,
          },
          account,
        });
        reading = opened;
        return chunks => opened.take(chunks);
      },
    });
    if (reading?.isInitial) {
      throw new KubernetesError(
        'unreachable',
        'ended before its initial events were complete',
        { where },
      );
    }
    if (end === 'ended' && reading?.isFragment) {
      throw new KubernetesError('invalid', 'ended within its first line', {
        status: 200,
        where,
      });
    }
    return {
      reason: end === 'idle' ? 'idle' : 'closed',
      resourceVersion: reading?.resourceVersion ?? '',
    };
  } catch (error) {
    throw limit?.exceeded ?? error;
  } finally {
    limit?.end();
    account?.close();
  }
}

/** Takes the caller's own time off the limit, and the limit off once the list is complete. */
function limited(
  initialEvents: InitialEvents | undefined,
  limit: TimeLimit,
): InitialEvents | undefined {
  return (
    initialEvents && {
      onItems: (items, batch) =>
        limit.suspendFor(initialEvents.onItems(items, batch)),
      onEnd: list => {
        limit.lift();
        return initialEvents.onEnd(list);
      },
    }
  );
}
