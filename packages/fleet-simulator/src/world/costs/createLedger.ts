import type { SimulatedCluster } from '../../SimulatedCluster';
import type { Scenario, ScenarioCluster } from '../scenario/scenarioSchema';
import { Ledger } from './Ledger';
import { SpendCourse } from './SpendCourse';

/**
 * The ledger of a cluster. Made when the world begins: days of the scenario are counted
 * from then.
 *
 * @param context - `bornAt`: since when there is something to tell, in milliseconds since 1970
 */
export function createLedger(context: {
  scenario: Scenario;
  spec: ScenarioCluster;
  cluster: SimulatedCluster;
  clock: { now(): number };
  bornAt: number;
}): Ledger {
  const { scenario, spec, cluster, clock, bornAt } = context;
  return new Ledger({
    cluster,
    spec,
    bornAt,
    course: new SpendCourse({
      scenario,
      cluster: spec,
      startedAt: clock.now(),
    }),
    now: () => clock.now(),
  });
}
