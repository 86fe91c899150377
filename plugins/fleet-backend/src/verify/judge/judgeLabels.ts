import type {
  ClusterDetail,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import { failed, passed } from '../checks';

const KIND = 'labels';
/** What placements, waves, gates and permissions go by. */
const NEEDED = ['region', 'environment', 'tier', 'owner'] as const;

/** Whether it is said of a cluster where it is, what for and whose. */
export function judgeLabels(
  { attributes }: ClusterDetail['cluster'],
  asOf: string,
): FleetCheck {
  const said = NEEDED.flatMap(key => {
    const attribute = attributes[key];
    return attribute && attribute.evidence.source !== 'none'
      ? [{ key, attribute }]
      : [];
  });
  const evidence = said.map(({ key, attribute }) => ({
    source: attribute.evidence.source,
    says: `${key} ${attribute.value}${
      attribute.conflicts?.length ? ', which others contradict' : ''
    }`,
    confirmedAt: asOf,
  }));
  const missing = NEEDED.filter(key => !said.some(each => each.key === key));
  if (missing.length > 0) {
    return failed(
      KIND,
      `Nothing says its ${missing.join(', ')}.`,
      evidence,
      "Say it below fleet.clusters of the portal's configuration, or as labels of its Resource in the catalog.",
    );
  }
  const disputed = said.filter(({ attribute }) => attribute.conflicts?.length);
  return passed(
    KIND,
    'It is said where it is, what for and whose.',
    evidence,
    disputed.length > 0
      ? `Others say something else of its ${disputed
          .map(({ key }) => key)
          .join(', ')}: see its page.`
      : undefined,
  );
}
