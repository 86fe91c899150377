import { KubernetesError } from '../errors';
import { LineSplitter } from '../transport/LineSplitter';
import type { BodySink } from '../transport/Exchange';
import type { Transport } from '../transport/Transport';
import type {
  KubernetesLimits,
  KubernetesResource,
  WatchEvent,
  WatchOptions,
  WatchResult,
} from '../types';
import { isName } from './checkObject';
import { checkWatchLine, type WatchLineContext } from './checkWatchLine';
import { collectionPath } from './paths';
import { queryOf } from './queryOf';

export type WatchContext = {
  transport: Transport;
  limits: KubernetesLimits;
  random(): number;
};

const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=1,application/json';

// A server that does not keep the time it was asked for is not waited for much longer.
const GRACE_MS = 30_000;

/**
 * Follows the changes of a collection from a resource version on, until the server ends it, it falls silent, or a fault.
 */
export async function watch(
  context: WatchContext,
  resource: KubernetesResource,
  options: WatchOptions,
): Promise<WatchResult> {
  const { transport, limits, random } = context;
  const { namespace, labelSelector, fieldSelector, metadataOnly, signal } =
    options;
  if (!isName(options.resourceVersion)) {
    throw new KubernetesError('invalid', 'a watch needs a resource version');
  }
  const path = collectionPath(resource, namespace);
  const timeoutSeconds = Math.max(
    1,
    Math.round(limits.watchTimeoutSeconds * (0.8 + 0.4 * random())),
  );
  let resourceVersion = options.resourceVersion;
  const end = await transport.stream({
    method: 'GET',
    path,
    query: queryOf({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: String(timeoutSeconds),
      labelSelector,
      fieldSelector,
    }),
    accept: metadataOnly ? METADATA_ONLY : undefined,
    signal,
    idleMs: limits.watchIdleMs,
    totalMs: timeoutSeconds * 1000 + GRACE_MS,
    open: redact => {
      options.onOpen?.();
      return lineSink({
        line: { resource, metadataOnly, where: `GET ${path}`, redact },
        longestLine: limits.maxLineBytes,
        options,
        onReached: reached => {
          resourceVersion = reached;
        },
      });
    },
  });
  return { reason: end === 'idle' ? 'idle' : 'closed', resourceVersion };
}

/** What came in one burst, in the form in which it is handed on. */
type Burst = {
  events: WatchEvent[];
  eventsUpTo: string;
  /** Only a bookmark after the last event says more than that event. */
  bookmark?: string;
  fault?: unknown;
};

function lineSink(sink: {
  line: WatchLineContext;
  longestLine: number;
  options: WatchOptions;
  onReached(resourceVersion: string): void;
}): BodySink {
  const { line, longestLine, options, onReached } = sink;
  const splitter = new LineSplitter(longestLine);

  const read = (chunks: Buffer[]): Burst => {
    const burst: Burst = { events: [], eventsUpTo: '' };
    try {
      for (const chunk of chunks) {
        splitter.push(chunk, bytes => {
          const { event, resourceVersion } = checkWatchLine(bytes, line);
          if (event) {
            burst.events.push(event);
            burst.eventsUpTo = resourceVersion;
            burst.bookmark = undefined;
          } else {
            burst.bookmark = resourceVersion;
          }
        });
      }
    } catch (fault) {
      burst.fault = fault;
    }
    return burst;
  };

  const conclude = (burst: Burst): void => {
    if (burst.events.length > 0) {
      onReached(burst.eventsUpTo);
    }
    if (burst.bookmark !== undefined) {
      onReached(burst.bookmark);
      options.onBookmark?.(burst.bookmark);
    }
    if (burst.fault !== undefined) {
      throw burst.fault;
    }
  };

  return chunks => {
    // What came before a fault is good, and is handed on before it is thrown.
    const burst = read(chunks);
    const handling =
      burst.events.length > 0
        ? options.onEvents(burst.events, burst.eventsUpTo)
        : undefined;
    if (handling) {
      return handling.then(() => conclude(burst));
    }
    conclude(burst);
    return undefined;
  };
}
