import type { Statement } from '@fleetview/backstage-plugin-fleet-common';

/** What one engine of one hub says of a cluster. */
export type HubGroup = {
  id: string;
  observer: Statement['observer'];
  engine: string;
  /** Its objects of the cluster as a whole. */
  clusters: Statement[];
  /** What the cluster claims in objects of their own. */
  claims: { key: string; value: string }[];
  /** Machines that it manages, and agents that it runs there. */
  parts: HubPart[];
};

/** Statements of one kind of part, in the order in which they are shown. */
export type HubPart = {
  id: 'pools' | 'machines' | 'checks' | 'agents';
  statements: Statement[];
};

const PARTS = ['pools', 'machines', 'checks', 'agents'] as const;

/** Statements of a cluster by hub and engine, those hubs first that speak of the cluster as a whole. */
export function hubGroups(statements: readonly Statement[]): HubGroup[] {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const id = `${statement.observer.id}/${statement.engine}`;
    groups.set(id, [...(groups.get(id) ?? []), statement]);
  }
  return [...groups]
    .map(([id, said]) => ({
      id,
      observer: said[0].observer,
      engine: said[0].engine,
      clusters: said.filter(
        ({ detail }) => detail.type === 'cluster' && !detail.claimsOnly,
      ),
      claims: said.flatMap(({ detail }) =>
        detail.type === 'cluster' && detail.claimsOnly ? detail.claims : [],
      ),
      parts: PARTS.map(part => ({
        id: part,
        statements: said.filter(each => partOf(each) === part),
      })).filter(part => part.statements.length > 0),
    }))
    .sort(
      (left, right) =>
        Number(left.clusters.length === 0) -
          Number(right.clusters.length === 0) ||
        left.engine.localeCompare(right.engine, 'en') ||
        left.observer.name.localeCompare(right.observer.name, 'en'),
    );
}

function partOf({ detail }: Statement): HubPart['id'] | undefined {
  if (detail.type === 'cluster') return undefined;
  if (detail.type !== 'pool') return 'agents';
  switch (detail.role) {
    case 'machine':
      return 'machines';
    case 'health-check':
      return 'checks';
    default:
      return 'pools';
  }
}
