/*
 * One API server over raw HTTP: discovery, lists with pages, watches with
 * bookmarks. Looks like a cluster of its own to whoever connects: own address,
 * own UID. Speaks no TLS, for any contestant alike.
 */
import { createServer } from 'node:http';
import { KINDS, apiVersionOf, countOf, pathOf } from './kinds.mjs';
import { SimulatedObjects } from './SimulatedObjects.mjs';

const BOOKMARK_SECONDS = 60;
/** Where a watch does not say how long it shall last. */
const WATCH_SECONDS = 1_800;

const KINDS_WITH_NUMBERS = KINDS.map((kind, number) => ({ ...kind, number }));

const JSON_HEADERS = { 'content-type': 'application/json' };

export class SimulatedCluster {
  /**
   * @param options.onlyKinds - plurals of the kinds that it serves; all where absent
   */
  constructor(options) {
    this.number = options.number;
    this.counters = options.counters;
    this.streaming = options.streaming ?? false;
    this.version = 1_000_000;
    const kinds = KINDS_WITH_NUMBERS.filter(
      ({ plural }) => options.onlyKinds?.includes(plural) ?? true,
    );
    this.namespaces = countOf(KINDS[0], options.objects);
    this.byPath = new Map();
    for (const kind of kinds) {
      this.byPath.set(
        pathOf(kind),
        new SimulatedObjects({
          kind,
          cluster: this,
          count: countOf(kind, options.objects),
        }),
      );
    }
    this.discovery = discoveryOf(kinds, this.number);
    this.second = 0;
  }

  listen(address, port) {
    this.url = `http://${address}:${port}`;
    this.server = createServer((request, response) =>
      this.#serve(request, response),
    );
    this.server.keepAliveTimeout = 60_000;
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, address, 512, resolve);
    });
  }

  objectsOf(plural) {
    for (const objects of this.byPath.values()) {
      if (objects.kind.plural === plural) return objects;
    }
    throw new Error(`This cluster serves no '${plural}'`);
  }

  /** Once a second: bookmarks that are due, and watches whose time is over. */
  tick() {
    this.second += 1;
    for (const objects of this.byPath.values()) {
      for (const watch of objects.watches) {
        const age = this.second - watch.since;
        if (age >= watch.seconds) {
          watch.response.end();
        } else if (watch.bookmarks && age > 0 && age % BOOKMARK_SECONDS === 0) {
          this.counters.bookmarks += 1;
          watch.send(bookmark(objects.kind, this.version));
        }
      }
    }
  }

  #serve(request, response) {
    const { counters } = this;
    counters.requests += 1;
    const mark = request.url.indexOf('?');
    const path = mark < 0 ? request.url : request.url.slice(0, mark);
    const query = new URLSearchParams(
      mark < 0 ? '' : request.url.slice(mark + 1),
    );
    const objects = this.byPath.get(path);
    if (objects) {
      if (query.get('watch') === 'true' || query.get('watch') === '1') {
        this.#watch(objects, query, response);
      } else {
        this.#list(objects, query, response);
      }
      return;
    }
    counters.others += 1;
    const body = this.discovery.get(path);
    if (body === undefined) {
      refuse(response, 404, 'NotFound', `there is nothing at ${path}`);
    } else {
      this.#answer(response, body);
    }
  }

  #answer(response, text) {
    const body = Buffer.from(text);
    this.counters.bytes += body.length;
    response.writeHead(200, { ...JSON_HEADERS, 'content-length': body.length });
    response.end(body);
  }

  #list(objects, query, response) {
    this.counters.lists += 1;
    const { kind } = objects;
    const builtIn = !kind.group.includes('.') || kind.group.endsWith('.k8s.io');
    const selector = query.get('labelSelector');
    // A list continues at the version that it began with, like a real one.
    const [version, from] = (query.get('continue') ?? `${this.version}:0`)
      .split(':')
      .map(Number);
    const limit = Number(query.get('limit') ?? 0) || Infinity;
    const end = selector ? kind.labelled ?? 0 : objects.count;
    const items = [];
    let index = from;
    for (; index < end && items.length < limit; index++) {
      if (objects.present[index]) items.push(objects.text(index, builtIn));
    }
    const metadata = {
      resourceVersion: String(version),
      ...(index < end
        ? { continue: `${version}:${index}`, remainingItemCount: end - index }
        : {}),
    };
    this.counters.listed += items.length;
    this.#answer(
      response,
      `{"apiVersion":"${apiVersionOf(kind)}","kind":"${
        kind.kind
      }List","metadata":${JSON.stringify(metadata)},"items":[${items.join(
        ',',
      )}]}`,
    );
  }

  #watch(objects, query, response) {
    this.counters.watches += 1;
    const initial = query.get('sendInitialEvents') === 'true';
    if (initial && !this.streaming) {
      refuse(
        response,
        422,
        'Invalid',
        'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
      );
      return;
    }
    response.writeHead(200, JSON_HEADERS);
    response.flushHeaders();
    const watch = {
      response,
      since: this.second,
      seconds: Number(query.get('timeoutSeconds')) || WATCH_SECONDS,
      bookmarks: query.get('allowWatchBookmarks') === 'true',
      send: line => {
        this.counters.bytes += line.length;
        response.write(line);
      },
    };
    if (initial) {
      for (let index = 0; index < objects.count; index++) {
        if (objects.present[index]) {
          this.counters.listed += 1;
          watch.send(`{"type":"ADDED","object":${objects.text(index)}}\n`);
        }
      }
      watch.send(bookmark(objects.kind, this.version, true));
    } else {
      const from = Number(query.get('resourceVersion') ?? 0);
      if (from && from < objects.logStart) {
        response.end(
          `{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"Expired","code":410,"message":"too old resource version"}}\n`,
        );
        return;
      }
      for (const { version, line } of objects.log) {
        if (version > from) watch.send(line);
      }
    }
    objects.watches.add(watch);
    this.counters.openWatches += 1;
    response.on('close', () => {
      if (objects.watches.delete(watch)) this.counters.openWatches -= 1;
    });
  }
}

function bookmark(kind, version, initial = false) {
  const metadata = {
    resourceVersion: String(version),
    ...(initial
      ? { annotations: { 'k8s.io/initial-events-end': 'true' } }
      : {}),
  };
  return `{"type":"BOOKMARK","object":{"apiVersion":"${apiVersionOf(
    kind,
  )}","kind":"${kind.kind}","metadata":${JSON.stringify(metadata)}}}\n`;
}

function refuse(response, code, reason, message) {
  response.writeHead(code, JSON_HEADERS);
  response.end(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      code,
      reason,
      message,
    }),
  );
}

/** Everything that is neither list nor watch, by path. */
function discoveryOf(kinds, number) {
  const paths = new Map();
  const groups = new Map();
  for (const kind of kinds) {
    const of = groups.get(kind.group) ?? new Map();
    groups.set(kind.group, of);
    of.set(kind.version, [...(of.get(kind.version) ?? []), kind]);
  }
  paths.set(
    '/version',
    JSON.stringify({
      major: '1',
      minor: '34',
      gitVersion: 'v1.34.2',
      platform: 'linux/amd64',
    }),
  );
  paths.set(
    '/api/v1/namespaces/kube-system',
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'kube-system',
        uid: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
        resourceVersion: '1',
      },
      status: { phase: 'Active' },
    }),
  );
  paths.set('/api', JSON.stringify({ kind: 'APIVersions', versions: ['v1'] }));
  const versionOf = (group, version) => ({
    groupVersion: `${group}/${version}`,
    version,
  });
  paths.set(
    '/apis',
    JSON.stringify({
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...groups]
        .filter(([group]) => group)
        .map(([group, versions]) => ({
          name: group,
          versions: [...versions.keys()].map(version =>
            versionOf(group, version),
          ),
          preferredVersion: versionOf(group, [...versions.keys()][0]),
        })),
    }),
  );
  for (const [group, versions] of groups) {
    for (const [version, members] of versions) {
      paths.set(
        group ? `/apis/${group}/${version}` : `/api/${version}`,
        JSON.stringify({
          kind: 'APIResourceList',
          apiVersion: 'v1',
          groupVersion: group ? `${group}/${version}` : version,
          resources: members.map(({ plural, kind, namespaced }) => ({
            name: plural,
            singularName: kind.toLowerCase(),
            namespaced,
            kind,
            verbs: ['get', 'list', 'watch'],
          })),
        }),
      );
    }
  }
  return paths;
}
