import { InputError } from '@backstage/errors';
import { mapsOf, textOf, type Json } from '../../yaml';
import type { Part, Split } from '../Route';
import type { RouteObject, TrafficKind } from './TrafficKind';
import { wordsOf } from './wordsOf';

/** Of Route 53. */
const MOST = 255;
/** The second one is that of newer versions. */
const PREFIXES = [
  'external-dns.alpha.kubernetes.io/',
  'external-dns.kubernetes.io/',
];
const WEIGHT = 'aws/weight';
/** What annotations make: ExternalDNS decides by the addresses which type that is. */
const ANNOTATED = 'Records';

/** A record of one name and type, by its set identifier. */
type Weighted = { type: string; part: Part };

/**
 * Weighted records of ExternalDNS, by the name of their host: each cluster has one of its own, and
 * only all of them together say what share each has.
 */
export const externalDns: TrafficKind = {
  kinds: [
    'Service',
    'Ingress.networking.k8s.io',
    'HTTPRoute.gateway.networking.k8s.io',
    'DNSEndpoint.externaldns.k8s.io',
  ],
  paths: [
    ...PREFIXES.map(prefix => `metadata.annotations["${prefix}aws-weight"]`),
    'spec.endpoints[*].providerSpecific[*].value',
  ],
  byHost: true,
  isOfAll: true,
  routesOf(objects, host) {
    const types = new Map<string, Part[]>();
    for (const object of objects) {
      const found =
        object.object.kind === 'DNSEndpoint'
          ? ofEndpoint(object, host)
          : ofAnnotations(object, host);
      for (const { type, part } of found) {
        types.set(type, [...(types.get(type) ?? []), part]);
      }
    }
    if (types.has(ANNOTATED) && types.size > 1) {
      throw new InputError(
        `'${host}' has records by annotations and by DNSEndpoints. Of which type the first are is not known before ExternalDNS makes them: move it by hand.`,
      );
    }
    return [...types].map(
      ([type, parts]): Split => ({
        type: 'split',
        file: [...new Set(parts.map(({ place }) => place.file))].join("', '"),
        at: `${type} of '${host}'`,
        most: MOST,
        parts,
      }),
    );
  },
};

function ofEndpoint(
  { file, index, object, value }: RouteObject,
  host: string,
): Weighted[] {
  return mapsOf(value(['spec', 'endpoints'])).flatMap(endpoint => {
    const { dnsName, recordType, setIdentifier } = endpoint.map;
    if (!isSame(dnsName, host)) return [];
    const name = textOf(setIdentifier);
    const at = `${wordsOf(object)} in '${file}', of '${host}',`;
    if (!name) throw noSplit(at);
    const entries = mapsOf(endpoint.map.providerSpecific).filter(
      ({ map }) => map.name === WEIGHT,
    );
    if (entries.length !== 1) throw noSplit(at);
    const [entry] = entries;
    const path = ['spec', 'endpoints', endpoint.index, 'providerSpecific'];
    return {
      type: `Record ${textOf(recordType) || 'A'}`,
      part: partOf(name, entry.map.value, at, {
        file,
        index,
        path: [...path, entry.index, 'value'],
      }),
    };
  });
}

function ofAnnotations(
  { file, index, object, value }: RouteObject,
  host: string,
): Weighted[] {
  const at = ['metadata', 'annotations'];
  const where = `${wordsOf(object)} in '${file}'`;
  const found = PREFIXES.flatMap(prefix => {
    const name = textOf(value([...at, `${prefix}set-identifier`]));
    const hosts = textOf(value([...at, `${prefix}hostname`])).split(',');
    const isOfHost =
      hosts.some(each => isSame(each.trim(), host)) ||
      hostsOf(value).some(each => isSame(each, host));
    if (!isOfHost || !name) return [];
    const key = `${prefix}aws-weight`;
    const part = partOf(name, value([...at, key]), where, {
      file,
      index,
      path: [...at, key],
    });
    return [{ type: ANNOTATED, part }];
  });
  if (found.length > 1) {
    throw new InputError(
      `${where} has annotations of ExternalDNS by both of their prefixes. Leave one, by hand.`,
    );
  }
  return found;
}

function partOf(
  name: string,
  weight: Json | undefined,
  where: string,
  place: Part['place'],
): Part {
  // It is a text in both places.
  if (typeof weight !== 'string' || !/^\d{1,3}$/.test(weight)) {
    throw noSplit(where);
  }
  return {
    names: [name],
    weight: Number(weight),
    place,
    written: String,
  };
}

/** Of an Ingress or a route, where no annotation says it. */
function hostsOf(value: RouteObject['value']): Json[] {
  const names = value(['spec', 'hostnames']);
  return [
    ...mapsOf(value(['spec', 'rules'])).map(({ map }) => map.host),
    ...(Array.isArray(names) ? names : []),
  ];
}

function isSame(name: Json | undefined, host: string): boolean {
  return (
    typeof name === 'string' &&
    name.replace(/\.$/, '').toLowerCase() === host.toLowerCase()
  );
}

function noSplit(where: string): InputError {
  return new InputError(
    `${where} has no weight between 0 and ${MOST} with a set identifier, as a text. Each record of the name has to have both: add them by hand first.`,
  );
}
