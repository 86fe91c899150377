import { InputError } from '@backstage/errors';
import type { Route } from '../Route';
import type { RouteObject, TrafficKind } from './TrafficKind';
import { weightOf } from './weightOf';
import { wordsOf } from './wordsOf';

const STRATEGY = ['spec', 'strategy'];
const MOST = 0x7fffffff;

/** A Gslb of k8gb: each cluster has a copy, and all have to say the same. */
export const gslb: TrafficKind = {
  kinds: ['Gslb.k8gb.io', 'Gslb.k8gb.absa.oss'],
  paths: ['spec.strategy.weight.*', 'spec.strategy.primaryGeoTag'],
  isOfAll: true,
  routesOf: objects => objects.map(routeOf),
};

function routeOf({ file, index, object, value }: RouteObject): Route {
  const at = wordsOf(object);
  const place = (...path: string[]) => ({
    file,
    index,
    path: [...STRATEGY, ...path],
  });
  const type = value([...STRATEGY, 'type']);
  const weights = value([...STRATEGY, 'weight']);
  const parts =
    typeof weights === 'object' && weights !== null && !Array.isArray(weights)
      ? Object.entries(weights)
      : [];
  if (type === 'failover') {
    const primary = value([...STRATEGY, 'primaryGeoTag']);
    if (typeof primary !== 'string' || !primary) {
      throw new InputError(
        `${at} in '${file}' has the strategy 'failover' and no 'primaryGeoTag'. Say there which geo tag is the primary one.`,
      );
    }
    return {
      type: 'primary',
      file,
      at,
      primary,
      others: parts.map(([name]) => name),
      place: place('primaryGeoTag'),
    };
  }
  if (type !== 'roundRobin') {
    throw new InputError(
      `${at} in '${file}' has the strategy '${String(type).slice(
        0,
        100,
      )}', by which no weights count: with 'geoip' each client goes to what is near it. Set 'roundRobin' with weights, or 'failover', by hand first.`,
    );
  }
  if (parts.length === 0) {
    throw new InputError(
      `${at} in '${file}' has no 'weight' for its geo tags: all have the same then. Write one for each geo tag by hand first.`,
    );
  }
  return {
    type: 'split',
    file,
    at,
    most: MOST,
    parts: parts.map(([name, weight]) => ({
      names: [name],
      weight: weightOf(weight, `${at} in '${file}', of '${name}',`),
      place: place('weight', name),
      written: own => own,
    })),
  };
}
