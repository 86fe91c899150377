import { mapsOf, textOf } from '../../yaml';
import type { Split } from '../Route';
import type { RouteObject, TrafficKind } from './TrafficKind';
import { weightOf } from './weightOf';
import { wordsOf } from './wordsOf';

/** As the definition has it. */
const MOST = 1_000_000;

/** Backends of the rules of an HTTPRoute or a GRPCRoute. One that is left out has the weight 1. */
export const httpRoute: TrafficKind = {
  kinds: [
    'HTTPRoute.gateway.networking.k8s.io',
    'GRPCRoute.gateway.networking.k8s.io',
  ],
  paths: ['spec.rules[*].backendRefs[*].weight'],
  routesOf: objects => objects.flatMap(splitsOf),
};

function splitsOf({ file, index, object, value }: RouteObject): Split[] {
  return mapsOf(value(['spec', 'rules'])).flatMap(rule => {
    const backends = mapsOf(rule.map.backendRefs);
    if (backends.length === 0) return [];
    const at = `${wordsOf(object)}, rule ${rule.index + 1}`;
    return {
      type: 'split' as const,
      file,
      at,
      most: MOST,
      parts: backends.map(({ index: own, map }) => {
        const name = textOf(map.name);
        const port = map.port === undefined ? '' : `:${map.port}`;
        const namespace = textOf(map.namespace);
        const whole = `${namespace && `${namespace}/`}${name}${port}`;
        return {
          names: [...new Set([name, `${name}${port}`, whole])],
          weight: weightOf(map.weight, `${at} in '${file}', of '${name}',`, 1),
          place: {
            file,
            index,
            path: ['spec', 'rules', rule.index, 'backendRefs', own, 'weight'],
          },
          written: (weight: number) => weight,
        };
      }),
    };
  });
}
