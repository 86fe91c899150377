import type { NodeFact } from '@fleetview/backstage-plugin-fleet-common';
import { ATTRIBUTE_KEYS, type AttributeKey } from '../config/FleetConfig';

/** Who says what an attribute's value is. */
export type AttributeEvidence = {
  source:
    | 'configuration'
    | 'catalog'
    | 'hub'
    | 'cluster-property'
    | 'node-labels'
    | 'none';
  value: string;
  detail?: string;
};

/** An attribute with the evidence that decided, and what contradicts it. */
export type ResolvedAttribute = {
  value: string;
  evidence: AttributeEvidence;
  /** The set behind `multi-region`. */
  values?: string[];
  conflicts?: AttributeEvidence[];
};

export type ResolvedAttributes = Record<AttributeKey, ResolvedAttribute>;

/** Where nothing states a value. Its own group, never merged into another. */
export const UNASSIGNED = 'unassigned';

/** What is not here keeps its name. A map: the name comes from a cluster. */
const PROVIDERS = new Map([
  ['gce', 'gcp'],
  ['hcloud', 'hetzner'],
]);

/** The columns take so much; no label of a real cluster is longer. */
const LONGEST_VALUE = 253;

/**
 * Resolves each attribute by itself: configuration first, then what all nodes
 * agree on. Nodes that disagree give `multi-…` with the set.
 */
export function resolveAttributes(options: {
  configured: Partial<Record<AttributeKey, string>>;
  configurationKey?: string;
  nodes: Pick<NodeFact, 'region' | 'zone' | 'provider'>[];
}): ResolvedAttributes {
  const stated: Record<AttributeKey, (string | undefined)[]> = {
    region: options.nodes.map(node => node.region),
    zone: options.nodes.map(node => node.zone),
    provider: options.nodes.map(
      node => node.provider && (PROVIDERS.get(node.provider) ?? node.provider),
    ),
    environment: [],
    tier: [],
    owner: [],
  };
  const resolved = {} as ResolvedAttributes;
  for (const key of ATTRIBUTE_KEYS) {
    const configured = options.configured[key];
    const values = [
      ...new Set(
        stated[key]
          .filter(value => value !== undefined)
          .map(value => value.slice(0, LONGEST_VALUE)),
      ),
    ].sort();
    const fromNodes: AttributeEvidence | undefined =
      values.length === 0
        ? undefined
        : {
            source: 'node-labels',
            value: values.length === 1 ? values[0] : `multi-${key}`,
            detail:
              key === 'provider'
                ? 'spec.providerID of its nodes'
                : `topology.kubernetes.io/${key} of its nodes`,
          };
    if (configured !== undefined) {
      const contradicted =
        fromNodes && key !== 'zone' && fromNodes.value !== configured;
      resolved[key] = {
        value: configured,
        evidence: {
          source: 'configuration',
          value: configured,
          ...(options.configurationKey
            ? { detail: options.configurationKey }
            : {}),
        },
        ...(contradicted ? { conflicts: [fromNodes] } : {}),
      };
    } else if (fromNodes) {
      resolved[key] = {
        value: fromNodes.value,
        evidence: fromNodes,
        ...(values.length > 1 ? { values } : {}),
      };
    } else {
      resolved[key] = {
        value: UNASSIGNED,
        evidence: { source: 'none', value: UNASSIGNED },
      };
    }
  }
  return resolved;
}
