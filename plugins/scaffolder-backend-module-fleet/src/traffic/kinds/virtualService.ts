import { mapsOf, textOf, type Json } from '../../yaml';
import type { Split } from '../Route';
import type { RouteObject, TrafficKind } from './TrafficKind';
import { weightOf } from './weightOf';
import { wordsOf } from './wordsOf';

const PROTOCOLS = ['http', 'tls', 'tcp'] as const;
const MOST = 0x7fffffff;

/**
 * Destinations of the routes of a VirtualService of Istio. One that is alone has all traffic; of
 * several, one without a weight has none.
 */
export const virtualService: TrafficKind = {
  kinds: ['VirtualService.networking.istio.io'],
  paths: PROTOCOLS.map(protocol => `spec.${protocol}[*].route[*].weight`),
  routesOf: objects => objects.flatMap(splitsOf),
};

function splitsOf({ file, index, object, value }: RouteObject): Split[] {
  return PROTOCOLS.flatMap(protocol =>
    mapsOf(value(['spec', protocol])).flatMap(rule => {
      const destinations = mapsOf(rule.map.route);
      if (destinations.length === 0) return [];
      const at = `${wordsOf(object)}, ${protocol} route ${rule.index + 1}`;
      return {
        type: 'split' as const,
        file,
        at,
        most: MOST,
        parts: destinations.map(({ index: own, map }) => {
          const names = namesOf(map.destination);
          return {
            names,
            weight: weightOf(
              map.weight,
              `${at} in '${file}', of '${names[0]}',`,
              destinations.length === 1 ? 100 : 0,
            ),
            place: {
              file,
              index,
              path: ['spec', protocol, rule.index, 'route', own, 'weight'],
            },
            written: (weight: number) => weight,
          };
        }),
      };
    }),
  );
}

/** A subset may stand for itself; a host only where it has none. */
function namesOf(destination: Json | undefined): string[] {
  const { host, subset } = (destination ?? {}) as Record<string, Json>;
  return subset
    ? [`${textOf(host)}/${textOf(subset)}`, textOf(subset)]
    : [textOf(host)];
}
