import type { Scenario, ScenarioComponent } from './scenario/scenarioSchema';

/** Whether a component belongs on a cluster. */
export function isPlaced(
  { placement }: { placement: ScenarioComponent['placement'] },
  {
    name,
    environment,
    delivery,
    spare,
  }: {
    name: string;
    environment: string;
    spare: boolean;
    delivery: { engine: string };
  },
): boolean {
  if (spare) return false;
  if (placement.engine && placement.engine !== delivery.engine) return false;
  if (placement.except?.includes(name)) return false;
  return (
    placement.clusters?.includes(name) === true ||
    placement.environments?.some(each => each === environment) === true
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

/** Where in the scenario's repository the overlay of a component for a cluster is. */
export function overlayOf(
  path: string,
  component: { name: string },
  cluster: {
    name: string;
    stage?: string;
    environment: string;
    region: string;
  },
): string {
  const { stage = '', environment, region } = cluster;
  return fill(path, {
    component: component.name,
    cluster: cluster.name,
    stage,
    environment,
    region,
  });
}

/** The same as an ApplicationSet writes it, by what it knows of clusters. */
export function overlayTemplateOf(
  path: string,
  component: { name: string },
): string {
  return fill(path, {
    component: component.name,
    cluster: '{{.name}}',
    stage: '{{.metadata.labels.stage}}',
    environment: '{{.metadata.labels.environment}}',
    region: '{{.metadata.labels.region}}',
  });
}

function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(
    /\{([a-z]+)\}/g,
    (placeholder, name) => values[name] ?? placeholder,
  );
}
