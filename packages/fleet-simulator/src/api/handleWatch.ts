import { ApiContext, ApiRequest, isTrue } from './ApiContext';
import { negotiate } from './accept';
import { ResourceType } from './resourceTypes';
import { createFilter } from './selectors';
import {
  badRequest,
  invalid,
  tooLargeResourceVersion,
  tooOldResourceVersion,
} from './status';
import { WatchConnection } from './WatchConnection';

const WATCH_HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-cache, private',
} as const;

/** The version from which servers stream lists unless told otherwise. */
const STREAMING_SINCE_MINOR = 32;

/** Servers end a watch without a timeout of its own after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_SECONDS = 1800;

function parseRevision(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `Invalid value: ${JSON.stringify(
        text,
      )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

function checkInitialEvents(
  context: ApiContext,
  request: ApiRequest,
  type: ResourceType,
): boolean {
  const wanted = isTrue(request.query.get('sendInitialEvents'));
  if (!wanted) return false;
  const minor = Number(context.kubernetesVersion.split('.')[1]);
  const field = 'sendInitialEvents';
  if (minor < STREAMING_SINCE_MINOR) {
    throw invalid(
      type,
      '',
      field,
      'Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
    );
  }
  if (request.query.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw invalid(
      type,
      '',
      field,
      'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  return true;
}

/** Answers a watch request; the answer goes on until one of the two ends it. */
export function handleWatch(
  context: ApiContext,
  request: ApiRequest,
  type: ResourceType,
  namespace: string | undefined,
  name: string | undefined,
): void {
  const { store, faults, watches } = context;
  const { query, sink } = request;
  const target = { resource: type.plural };
  const representation = negotiate(request.headers.accept);
  const filter = createFilter({
    type,
    namespace,
    name,
    labelSelector: query.get('labelSelector'),
    fieldSelector: query.get('fieldSelector'),
  });
  const asked = parseRevision(query.get('resourceVersion'));
  const sendInitialEvents = checkInitialEvents(context, request, type);
  const startsFresh = sendInitialEvents || asked === undefined || asked === 0;

  const { compactedRevision } = store.history(type);
  if (
    !startsFresh &&
    asked < compactedRevision &&
    faults.peek('gone', target)?.form === 'status'
  ) {
    throw tooOldResourceVersion(asked, compactedRevision);
  }

  if (!startsFresh && asked > store.revision) {
    throw tooLargeResourceVersion(asked, store.revision);
  }

  sink.start(200, WATCH_HEADERS);
  const closing = faults.meet('close-watches', target);
  if (closing) {
    if (closing.form === 'end') sink.end();
    else sink.flushAndDestroy();
    return;
  }
  const garbage = faults.meet('garbage', target);
  if (garbage) sink.write(`${garbage.line}\n`);
  const revision = startsFresh ? store.revision : asked;
  const connection = new WatchConnection({
    type,
    store,
    sink,
    faults,
    representation,
    filter,
    revision,
    allowBookmarks: isTrue(query.get('allowWatchBookmarks')),
  });
  const remove = watches.add(connection);
  sink.onClose(remove);
  const begin = () => {
    if (!startsFresh) {
      connection.catchUp();
      return;
    }
    const items = store.list(type);
    connection.sendInitial(
      filter ? items.filter(stored => filter(stored.object)) : items,
    );
    if (sendInitialEvents) {
      connection.bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
  };
  if (faults.meet('mute', target)) connection.beginSilent(begin);
  else begin();

  const seconds = Number(query.get('timeoutSeconds'));
  const timeoutSeconds =
    Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_TIMEOUT_SECONDS;
  // A silent server does not even end its watches.
  const timer = setTimeout(() => {
    if (!faults.peek('hang', target) && !faults.peek('mute', target)) {
      connection.end();
    }
  }, Math.min(timeoutSeconds * 1000, 2 ** 31 - 1));
  timer.unref();
  sink.onClose(() => clearTimeout(timer));
}
