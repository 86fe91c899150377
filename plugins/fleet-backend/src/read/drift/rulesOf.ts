import {
  namedByRule,
  ruleApplies,
  type DeliveryFact,
  type FleetDriftEpisode,
  type FleetDriftEpisodeDetail,
  type RuledDifference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EpisodeData } from '../../derive/drift/types';

/** Paths that are told of one rule. */
const NAMES = 20;

/**
 * Rules of the delivery's engine that are for the resource of an episode, or may be, and
 * which of its paths each names. Nothing is hidden by them.
 */
export function rulesOf(
  { ignoreRules }: Pick<DeliveryFact, 'ignoreRules'>,
  resource: FleetDriftEpisode['resource'],
  data: Pick<EpisodeData, 'differences' | 'paths'>,
): Pick<FleetDriftEpisodeDetail, 'rules' | 'rulesNotRead'> {
  const { rules = [], total = 0 } = ignoreRules ?? {};
  const ruled = { ...resource, namespace: resource.namespace ?? '' };
  const differences = differencesOf(data);
  const notRead = total - rules.length;
  return {
    rules: rules.flatMap(rule => {
      const applies = ruleApplies(rule, ruled);
      if (applies === 'no') return [];
      const names = differences
        .filter(difference => namedByRule(rule, difference))
        .map(({ path }) => path);
      return [{ rule, applies, names: names.slice(0, NAMES) }];
    }),
    ...(notRead > 0 ? { rulesNotRead: notRead } : {}),
  };
}

/** What differs now, and paths of which it is only known that they did. */
function differencesOf({
  differences,
  paths,
}: Pick<EpisodeData, 'differences' | 'paths'>): RuledDifference[] {
  const now = new Set(differences.map(({ path }) => path));
  return [
    ...differences,
    ...paths.filter(path => !now.has(path)).map(path => ({ path })),
  ];
}
