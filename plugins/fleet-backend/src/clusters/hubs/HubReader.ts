import type {
  ClusterConnection,
  ClusterOrigin,
  ClusterRecord,
  ConfigurationProblem,
} from '@fleetview/backstage-plugin-fleet-node';
import type {
  KubernetesObject,
  KubernetesResource,
} from '@fleetview/kube-watch';
import type { HubConfig } from '../../config/FleetConfig';

/** What a hub said of its clusters at one time. */
export type HubReading = {
  records: ClusterRecord[];
  problems: ConfigurationProblem[];
};

/** What a reader gets to read a hub with. */
export type HubContext = {
  hub: HubConfig;
  /** How the hub itself is reached. */
  connection: ClusterConnection;
  /** Who chose the hub's own address. */
  origin: ClusterOrigin | undefined;
  /** @throws KubernetesError */
  list(
    resource: KubernetesResource,
    options?: { namespace?: string; labelSelector?: string },
  ): Promise<KubernetesObject[]>;
  /** One object, also after the reading. @throws KubernetesError */
  getObject(
    resource: KubernetesResource,
    name: { namespace: string; name: string },
  ): Promise<KubernetesObject>;
  /** The first of these versions that the hub serves. @throws KubernetesError `not-served` for none */
  versionOf(group: string, plural: string, versions: string[]): Promise<string>;
};

/** Reads one kind of hub. Throws what the context throws; whatever an object says is no reason to throw. */
export type HubReader = {
  /** What it reads, for the message that says that it may not. */
  reads: string;
  /** The file below `rbac/extension-roles` that grants it. */
  role: string;
  read(context: HubContext): Promise<HubReading>;
};

export const SECRETS: KubernetesResource = {
  group: '',
  version: 'v1',
  plural: 'secrets',
  kind: 'Secret',
};
