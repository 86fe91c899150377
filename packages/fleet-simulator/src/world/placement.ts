import {
  Scenario,
  ScenarioCluster,
  ScenarioComponent,
} from './scenario/scenarioSchema';

/** Whether a component belongs on a cluster. */
export function isPlaced(
  { placement }: ScenarioComponent,
  { name, environment, delivery }: ScenarioCluster,
): boolean {
  if (placement.engine && placement.engine !== delivery.engine) return false;
  if (placement.except?.includes(name)) return false;
  return (
    placement.clusters?.includes(name) === true ||
    placement.environments?.includes(environment) === true
  );
}

/** The team that owns a component: its own, or its system's. */
export function ownerOf(
  scenario: Scenario,
  component: ScenarioComponent,
): string {
  const system = scenario.systems.find(({ name }) => name === component.system);
  return component.owner ?? system?.owner ?? 'unowned';
}

/** The namespace that a component runs in: its own, or its system's. */
export function namespaceOf(
  scenario: Scenario,
  component: ScenarioComponent,
): string {
  const system = scenario.systems.find(({ name }) => name === component.system);
  return component.namespace ?? system?.namespace ?? component.system;
}
