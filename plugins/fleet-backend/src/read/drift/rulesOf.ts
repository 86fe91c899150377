import {
  namedByRule,
  ruleApplies,
  type ComparisonFact,
  type DeliveryFact,
  type FleetDriftEpisode,
  type FleetDriftEpisodeDetail,
  type FleetDriftRule,
  type IgnoreRule,
  type RuledDifference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EpisodeData } from '../../derive/drift/types';

/** Paths that are told of one rule. */
const NAMES = 20;

/**
 * Rules of the delivery and of its engine that are for the resource of an episode, or may
 * be, and which of its paths each names. Nothing is hidden by them.
 *
 * @param options.comparisons - of the engines that it may be of: that it is of one is known
 *   where it lies in the namespace that the engine runs in
 */
export function rulesOf(options: {
  delivery: Pick<DeliveryFact, 'namespace' | 'ignoreRules'>;
  comparisons: readonly Pick<ComparisonFact, 'namespace' | 'ignoreRules'>[];
  resource: FleetDriftEpisode['resource'];
  data: Pick<EpisodeData, 'differences' | 'paths'>;
}): Pick<FleetDriftEpisodeDetail, 'rules' | 'rulesNotRead'> {
  const { delivery, comparisons, resource, data } = options;
  const ruled = { ...resource, namespace: resource.namespace ?? '' };
  const differences = differencesOf(data);
  const told = (rule: IgnoreRule, isOfIt: boolean): FleetDriftRule[] => {
    const applies = ruleApplies(rule, ruled);
    if (applies === 'no') return [];
    const names = differences
      .filter(difference => namedByRule(rule, difference))
      .map(({ path }) => path);
    return [
      {
        rule,
        applies: isOfIt ? applies : 'unknown',
        names: names.slice(0, NAMES),
      },
    ];
  };
  const sources = [
    { ignoreRules: delivery.ignoreRules, isOfIt: true },
    ...comparisons.map(({ namespace, ignoreRules }) => ({
      ignoreRules,
      isOfIt: namespace === delivery.namespace,
    })),
  ];
  const notRead = sources.reduce(
    (sum, { ignoreRules: { rules, total } = { rules: [], total: 0 } }) =>
      sum + total - rules.length,
    0,
  );
  return {
    rules: sources.flatMap(({ ignoreRules, isOfIt }) =>
      (ignoreRules?.rules ?? []).flatMap(rule => told(rule, isOfIt)),
    ),
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
