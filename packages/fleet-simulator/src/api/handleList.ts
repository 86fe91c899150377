import { StoredObject } from '../store/StoredObject';
import { ApiContext, ApiRequest, JSON_HEADERS, sendJson } from './ApiContext';
import { negotiate, Representation } from './accept';
import {
  decodeContinue,
  encodeContinue,
  INCONSISTENT,
  ListSnapshot,
} from './ListSnapshots';
import { apiVersionOf, ResourceType } from './resourceTypes';
import { createFilter } from './selectors';
import { badRequest, expiredContinue, tooManyRequests } from './status';
import { isLeftOut } from '../faults/isLeftOut';
import { sendMalformedList } from '../faults/malformedList';

type ListHead = {
  revision: number;
  continueToken?: string;
  remaining?: number;
};

function head(
  type: ResourceType,
  representation: Representation,
  { revision, continueToken, remaining }: ListHead,
): string {
  const metadata = JSON.stringify({
    resourceVersion: String(revision),
    ...(continueToken && { continue: continueToken }),
    ...(remaining !== undefined && { remainingItemCount: remaining }),
  });
  const [kind, apiVersion] =
    representation === 'metadata'
      ? ['PartialObjectMetadataList', 'meta.k8s.io/v1']
      : [`${type.kind}List`, apiVersionOf(type)];
  return `{"kind":"${kind}","apiVersion":"${apiVersion}","metadata":${metadata},"items":[`;
}

function itemText(stored: StoredObject, representation: Representation) {
  return representation === 'metadata' ? stored.metadataJson : stored.itemJson;
}

/** The index of the first item after a key. */
function indexAfter(items: readonly StoredObject[], key: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (items[middle].key > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

function parseLimit(text: string | null): number {
  if (text === null || text === '') return 0;
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

function selectItems(
  context: ApiContext,
  request: ApiRequest,
  type: ResourceType,
  namespace: string | undefined,
): readonly StoredObject[] {
  const filter = createFilter({
    type,
    namespace,
    labelSelector: request.query.get('labelSelector'),
    fieldSelector: request.query.get('fieldSelector'),
  });
  const partial = context.faults.meet('partial-list', {
    resource: type.plural,
  });
  const all = context.store
    .list(type)
    .filter(stored => !partial || !isLeftOut(stored.key, partial.share));
  return filter ? all.filter(stored => filter(stored.object)) : all;
}

/** Sends a list that never ends, as far as the reader takes it. */
function sendEndlessBody(
  request: ApiRequest,
  listHead: string,
  items: readonly string[],
): void {
  const { sink } = request;
  sink.start(200, JSON_HEADERS);
  sink.write(listHead);
  let isFirst = true;
  const more = () => {
    if (sink.isClosed) return;
    for (const item of items.length > 0 ? items : ['{"metadata":{}}']) {
      sink.write(isFirst ? item : `,${item}`);
      isFirst = false;
    }
    sink.onceDrained(more);
  };
  more();
}

/** Answers a list request. */
export function handleList(
  context: ApiContext,
  request: ApiRequest,
  type: ResourceType,
  namespace: string | undefined,
): void {
  const { store, snapshots, faults } = context;
  const { query, sink } = request;
  const target = { resource: type.plural };
  const representation = negotiate(request.headers.accept);

  if (context.initializing.delete(`${type.plural}.${type.group}`)) {
    throw tooManyRequests('storage is (re)initializing', 1);
  }
  if (faults.meet('empty-list', target)) {
    sendJson(
      sink,
      200,
      `${head(type, representation, { revision: store.revision })}]}`,
    );
    return;
  }

  const malformed = faults.meet('malformed-list', target);
  if (malformed) {
    sendMalformedList(malformed.form, {
      type,
      sink,
      revision: store.revision,
      items: store.list(type).map(stored => itemText(stored, representation)),
    });
    return;
  }

  const limit = parseLimit(query.get('limit'));
  const continueText = query.get('continue');
  let snapshot: ListSnapshot;
  let start = 0;
  let snapshotId: number | undefined;
  if (continueText) {
    const token = decodeContinue(continueText);
    if (!token) throw badRequest('continue key is not valid: encoding error');
    const kept =
      token.id === INCONSISTENT
        ? undefined
        : snapshots.find(token.id, store.compactions);
    if (!kept && token.id !== INCONSISTENT) {
      throw expiredContinue(
        encodeContinue({ id: INCONSISTENT, after: token.after }),
      );
    }
    snapshot = kept ?? {
      items: selectItems(context, request, type, namespace),
      revision: store.revision,
    };
    snapshotId = kept ? token.id : undefined;
    start = indexAfter(snapshot.items, token.after);
  } else {
    snapshot = {
      items: selectItems(context, request, type, namespace),
      revision: store.revision,
    };
  }

  const endless = faults.peek('endless-list', target);
  const end =
    limit > 0
      ? Math.min(start + limit, snapshot.items.length)
      : snapshot.items.length;
  let page = snapshot.items.slice(start, end);
  const listHead: ListHead = { revision: snapshot.revision };
  if (endless && endless.form !== 'body') {
    // The same page again under another token: no client sees an end.
    faults.meet('endless-list', target);
    page =
      endless.form === 'empty-pages'
        ? []
        : snapshot.items.slice(0, Math.max(1, limit));
    const id =
      endless.form === 'same-token' && snapshotId !== undefined
        ? snapshotId
        : snapshots.keep(snapshot, store.compactions);
    listHead.continueToken = encodeContinue({ id, after: '' });
  } else if (end < snapshot.items.length) {
    snapshotId ??= snapshots.keep(snapshot, store.compactions);
    listHead.continueToken = encodeContinue({
      id: snapshotId,
      after: page[page.length - 1].key,
    });
    const isSelected = query.get('labelSelector') || query.get('fieldSelector');
    if (!isSelected) listHead.remaining = snapshot.items.length - end;
  }
  const texts = page.map(stored => itemText(stored, representation));
  const headText = head(type, representation, listHead);
  if (endless?.form === 'body') {
    faults.meet('endless-list', target);
    sendEndlessBody(request, headText, texts);
    return;
  }

  const body = `${headText}${texts.join(',')}]}\n`;
  const truncate = faults.meet('truncate', target);
  if (truncate) {
    const half = body.slice(0, Math.floor(body.length / 2));
    if (truncate.form === 'end') {
      sendJson(sink, 200, half);
    } else {
      sink.start(200, {
        ...JSON_HEADERS,
        'Content-Length': Buffer.byteLength(body),
      });
      sink.write(half);
      sink.flushAndDestroy();
    }
    return;
  }
  sendJson(sink, 200, body);
}
