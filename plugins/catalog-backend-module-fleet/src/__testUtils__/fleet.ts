import type {
  Attributes,
  Connection,
  ConnectionSource,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  Connections,
  FleetService,
} from '@fleetview/backstage-plugin-fleet-node';

export function attributes(
  values: Partial<Record<keyof Attributes, string>> = {},
): Attributes {
  const of = (key: keyof Attributes) => {
    const value = values[key] ?? 'unassigned';
    const source = values[key] ? 'configuration' : 'none';
    return { value, evidence: { source, value } } as const;
  };
  return {
    region: of('region'),
    zone: of('zone'),
    environment: of('environment'),
    provider: of('provider'),
    tier: of('tier'),
    owner: of('owner'),
  };
}

/** A cluster that app-config names. */
export function connection(
  id: string,
  name: string,
  over: Partial<Connection> = {},
): Connection {
  const source = over.sources?.[0] ?? 'kubeconfig:fleet.yaml';
  return {
    id,
    aliases: [],
    name,
    names: [
      { name, source, sourceTitle: source, givenBy: 'operator', present: true },
    ],
    lifecycle: 'in-use',
    reachability: { state: 'reachable', since: '2026-11-01T00:00:00.000Z' },
    access: {
      type: 'direct',
      source,
      origin: 'operator',
      server: `https://${id}.example`,
      caData: 'PEM',
    },
    authentication: { type: 'token' },
    sources: [source],
    attributes: attributes(),
    ...over,
  };
}

export const source = (complete = true): ConnectionSource => ({
  id: 'kubeconfig:fleet.yaml',
  title: 'kubeconfig',
  complete,
});

/** A fleet that says what a test says. */
export class FakeFleet implements Pick<FleetService, 'listConnections'> {
  connections: Connection[] = [];
  sources: ConnectionSource[] = [source()];
  failure: Error | undefined;
  /** How often it was asked, and how often it had to answer. */
  asked = 0;
  answered = 0;

  async listConnections(
    options: Parameters<FleetService['listConnections']>[0],
  ): Promise<Connections | undefined> {
    this.asked += 1;
    if (this.failure) throw this.failure;
    const version = JSON.stringify([this.connections, this.sources]);
    if (options.unless === version) return undefined;
    this.answered += 1;
    return {
      connections: structuredClone(this.connections),
      sources: structuredClone(this.sources),
      complete: this.sources.every(({ complete }) => complete),
      version,
    };
  }
}
