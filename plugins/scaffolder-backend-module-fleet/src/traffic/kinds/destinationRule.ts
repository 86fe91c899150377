import { InputError } from '@backstage/errors';
import { mapsOf, textOf, type YamlPath } from '../../yaml';
import type { Split } from '../Route';
import type { RouteObject, TrafficKind } from './TrafficKind';
import { weightOf } from './weightOf';
import { wordsOf } from './wordsOf';

const SETTING = ['loadBalancer', 'localityLbSetting'];
const DISTRIBUTE = `${SETTING.join('.')}.distribute[*].to.*`;
/** Istio wants per cents. */
const TOTAL = 100;

/** Localities of a DestinationRule of Istio: where the traffic that begins in one of them goes. */
export const destinationRule: TrafficKind = {
  kinds: ['DestinationRule.networking.istio.io'],
  paths: [
    `spec.trafficPolicy.${DISTRIBUTE}`,
    `spec.trafficPolicy.portLevelSettings[*].${DISTRIBUTE}`,
    `spec.subsets[*].trafficPolicy.${DISTRIBUTE}`,
    `spec.subsets[*].trafficPolicy.portLevelSettings[*].${DISTRIBUTE}`,
  ],
  routesOf: objects =>
    objects.flatMap(object => {
      const splits = policiesOf(object).flatMap(policy =>
        splitsOf(object, policy),
      );
      if (splits.length > 0) return splits;
      throw new InputError(
        `${wordsOf(object.object)} in '${
          object.file
        }' has no 'localityLbSetting.distribute'. By 'failover' and 'failoverPriority' traffic moves only when endpoints fail, and not by weights: write a 'distribute' by hand first.`,
      );
    }),
};

function policiesOf({ value }: RouteObject): YamlPath[] {
  const owners: YamlPath[] = [
    ['spec'],
    ...mapsOf(value(['spec', 'subsets'])).map(({ index }) => [
      'spec',
      'subsets',
      index,
    ]),
  ];
  return owners.flatMap(owner => {
    const policy = [...owner, 'trafficPolicy'];
    const ports = mapsOf(value([...policy, 'portLevelSettings']));
    return [
      policy,
      ...ports.map(({ index }) => [...policy, 'portLevelSettings', index]),
    ];
  });
}

function splitsOf(
  { file, index, object, value }: RouteObject,
  policy: YamlPath,
): Split[] {
  const setting = [...policy, ...SETTING];
  const entries = mapsOf(value([...setting, 'distribute']));
  const whole = wordsOf(object);
  if (entries.length > 0 && value([...setting, 'enabled']) === false) {
    throw new InputError(
      `${whole} in '${file}' has a 'localityLbSetting' that is not 'enabled': what it says counts for nothing. Enable it by hand first.`,
    );
  }
  return entries.map(entry => {
    const at = `${whole}, ${policy.join('.')} from '${textOf(entry.map.from)}'`;
    const { to } = entry.map;
    const localities =
      typeof to === 'object' && to !== null && !Array.isArray(to)
        ? Object.entries(to)
        : [];
    return {
      type: 'split',
      file,
      at,
      most: TOTAL,
      total: TOTAL,
      parts: localities.map(([name, weight]) => ({
        names: [name],
        weight: weightOf(weight, `${at} in '${file}', of '${name}',`),
        place: {
          file,
          index,
          path: [...setting, 'distribute', entry.index, 'to', name],
        },
        written: own => own,
      })),
    };
  });
}
