import type {
  ClusterDetail,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { failed, passed, someOf, unknown } from '../checks';

const KIND = 'cost-agent';
const ADVICE =
  'Install OpenCost there, and name it below fleet.polls of the configuration.';

/** Whether something on a cluster says what things cost, and is asked for it. */
export function judgeCostAgent(
  { coverage, limited }: Pick<ClusterDetail, 'coverage' | 'limited'>,
  adapters: readonly FleetAdapter[],
): FleetCheck {
  const entries = coverage.filter(({ adapter: id, group, kind }) =>
    adapters
      .find(each => each.id === id)
      ?.polls?.some(
        poll =>
          poll.group === group &&
          poll.kind === kind &&
          poll.facts.includes('allocation'),
      ),
  );
  const asked = entries.filter(({ state }) => state !== 'not-asked');
  if (asked.length === 0) {
    return unknown(
      KIND,
      'not-asked',
      'Nothing on it is asked what things cost.',
      { advice: ADVICE },
    );
  }
  const current = asked.filter(({ currency }) => currency.current);
  const areCountsHidden = limited?.includes('instances');
  const telling = current.filter(
    ({ objects }) => areCountsHidden || (objects ?? 0) > 0,
  );
  if (telling.length > 0) {
    return passed(
      KIND,
      `Costs are told by ${someOf([
        ...new Set(telling.map(({ adapterTitle }) => adapterTitle)),
      ])}.`,
      telling.map(({ adapterTitle, kind, currency }) => ({
        source: adapterTitle,
        says: `${kind} is answered`,
        confirmedAt: currency.confirmedAt,
      })),
    );
  }
  if (current.length > 0) {
    return failed(
      KIND,
      'What is asked for costs answers, and tells none.',
      current.map(({ adapterTitle, kind, currency }) => ({
        source: adapterTitle,
        says: `no ${kind}`,
        confirmedAt: currency.confirmedAt,
      })),
      'See whether it has metrics of the cluster, and gets as far as prices.',
    );
  }
  return unknown(
    KIND,
    'stale',
    `What things cost is not known now: ${someOf(
      asked.map(
        ({ adapterTitle, currency }) =>
          `${adapterTitle} (${currency.reason ?? 'stale'})`,
      ),
    )}.`,
    { advice: ADVICE },
  );
}
