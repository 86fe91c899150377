import { IncomingHttpHeaders } from 'node:http';
import { Clock } from '../clock';
import { FaultSet } from '../faults/FaultSet';
import { ObjectStore } from '../store/ObjectStore';
import { Authorizer, Identity } from './authorization';
import { ListSnapshots } from './ListSnapshots';
import { ResponseSink } from './ResponseSink';
import { ServiceProxy } from './ServiceProxy';
import { WatchHub } from './WatchHub';

/** What the handlers of one cluster's API work on. */
export type ApiContext = {
  clusterName: string;
  /** Without the leading `v`, such as `1.34.2`. */
  kubernetesVersion: string;
  clock: Clock;
  store: ObjectStore;
  authorizer: Authorizer;
  faults: FaultSet;
  services: ServiceProxy;
  snapshots: ListSnapshots;
  watches: WatchHub;
  /** The kinds whose storage is not ready: their next list is answered with 429. */
  initializing: Set<string>;
};

/** One request to an API. */
export type ApiRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  identity: Identity;
  sink: ResponseSink;
  readBody(): Promise<string>;
};

/** Headers of every JSON answer. */
export const JSON_HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-cache, private',
} as const;

/** Answers with JSON. */
export function sendJson(
  sink: ResponseSink,
  status: number,
  body: unknown,
  headers: Record<string, string | number> = {},
): void {
  sink.send(
    status,
    { ...JSON_HEADERS, ...headers },
    typeof body === 'string' ? body : JSON.stringify(body),
  );
}

/** Whether a query parameter that is a Go boolean is true. */
export function isTrue(value: string | null): boolean {
  return value !== null && /^(1|t|T|true|TRUE|True)$/.test(value);
}
