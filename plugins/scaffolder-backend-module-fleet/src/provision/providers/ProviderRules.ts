import { InputError } from '@backstage/errors';
import type { Manifest } from '../../clusters';
import type { ClusterProvision, PLACE_KEYS } from '../ClusterProvision';

/** An object of a provider, without its name and its labels. */
export type ProviderObject = Pick<Manifest, 'apiVersion' | 'kind'> & {
  spec: Record<string, unknown>;
};

/** How kubelets and the control plane are started, as kubeadm is told it. */
export type NodeRules = {
  /** What a machine is called in its own cluster; the host's name where nothing says so. */
  name?: string;
  /** Whether a controller of the cloud tells what is known of nodes there. */
  isOfCloud: boolean;
  /** Files that a controller of the provider writes into a Secret, by its name. */
  files?: (machineTemplate: string) => Record<string, unknown>[];
  commands?: string[];
};

/** How machines of a provider are asked for. */
export type ProviderRules = {
  /** As Fleet calls it, where nodes tell it. */
  attribute: string;
  takes: readonly (typeof PLACE_KEYS)[number][];
  needs: readonly (
    | 'region'
    | 'image'
    | 'identity'
    | (typeof PLACE_KEYS)[number]
  )[];
  /** Nothing where machines have no types. */
  machineType?: { pattern: RegExp; words: string };
  region?: { pattern: RegExp; words: string };
  /** Nothing where machines are in no failure domains. */
  failureDomain?: {
    isOne(domain: string, region: string): boolean;
    words: string;
  };
  image: { pattern: RegExp; words: string };
  /** Kinds of identities, the first by default; none where there are no identities. */
  identities: readonly string[];
  node: NodeRules;
  cluster(provision: ClusterProvision): ProviderObject;
  machine(
    provision: ClusterProvision,
    machine: { machineType?: string; isControlPlane: boolean },
  ): ProviderObject;
  /** What has to be there, and what is still to be done. */
  notes(provision: ClusterProvision): string[];
};

/** The group of all objects of providers. */
export const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';

/** @throws InputError that says which input is missing */
export function missing(provider: string, input: string): never {
  throw new InputError(
    `'${input}' is missing: machines of '${provider}' cannot be made without it.`,
  );
}
