import { InputError } from '@backstage/errors';
import { mapsOf, textOf, type Json } from '../../yaml';
import type { Split } from '../Route';
import type { RouteObject, TrafficKind } from './TrafficKind';
import { weightOf } from './weightOf';
import { wordsOf } from './wordsOf';

const MOST = 0x7fffffff;
/** How the first version of the definition wrote weights: in thousandths. */
const MILLI = /^(\d{1,9})m$/;

/** Backends of a TrafficSplit of SMI. */
export const trafficSplit: TrafficKind = {
  kinds: ['TrafficSplit.split.smi-spec.io'],
  paths: ['spec.backends[*].weight'],
  routesOf: objects => objects.flatMap(splitsOf),
};

function splitsOf({ file, index, object, value }: RouteObject): Split[] {
  const at = wordsOf(object);
  const backends = mapsOf(value(['spec', 'backends']));
  const thousandths = backends.filter(({ map }) => isMilli(map.weight));
  if (thousandths.length > 0 && thousandths.length < backends.length) {
    throw new InputError(
      `${at} in '${file}' has weights in thousandths ('500m') and others. Write all in one way by hand first.`,
    );
  }
  const isOfThousandths = thousandths.length > 0;
  return [
    {
      type: 'split',
      file,
      at,
      most: MOST,
      parts: backends.map(({ index: own, map }) => {
        const name = textOf(map.service);
        return {
          names: [name],
          weight: weightOf(
            isOfThousandths
              ? Number(MILLI.exec(String(map.weight))?.[1])
              : map.weight,
            `${at} in '${file}', of '${name}',`,
          ),
          place: { file, index, path: ['spec', 'backends', own, 'weight'] },
          written: weight => (isOfThousandths ? `${weight}m` : weight),
        };
      }),
    },
  ];
}

function isMilli(weight: Json | undefined): boolean {
  return typeof weight === 'string' && MILLI.test(weight);
}
