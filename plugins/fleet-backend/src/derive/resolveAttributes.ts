import type { NodeFact } from '@fleetview/backstage-plugin-fleet-common';
import { ATTRIBUTE_KEYS, type AttributeKey } from '../config/FleetConfig';
import type { ClusterStatement } from '../mapping/ClusterStatements';

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
  /** Of the catalog: whether the operator lets it decide what permissions look at. */
  trusted?: boolean;
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

type Options = {
  configured: Partial<Record<AttributeKey, string>>;
  configurationKey?: string;
  /** What Resources of the catalog say that claim to be the cluster. */
  catalog?: readonly ClusterStatement[];
  catalogTrusted?: boolean;
  nodes: Pick<NodeFact, 'region' | 'zone' | 'provider'>[];
};

/**
 * Resolves each attribute by itself: configuration first, then the one Resource
 * of the catalog that is the cluster, then what all nodes agree on. Nodes that
 * disagree give `multi-…` with the set; Resources that both claim to be the
 * cluster give nothing, whatever they say, and are shown.
 */
export function resolveAttributes(options: Options): ResolvedAttributes {
  return Object.fromEntries(
    ATTRIBUTE_KEYS.map(key => [key, resolveAttribute(key, options)]),
  ) as ResolvedAttributes;
}

function resolveAttribute(
  key: AttributeKey,
  options: Options,
): ResolvedAttribute {
  const configured = fromConfiguration(key, options);
  const claims = fromCatalog(key, options);
  const isClaimedOnce = (options.catalog?.length ?? 0) < 2;
  const nodes = fromNodes(key, options.nodes);
  const evidence = configured ??
    (isClaimedOnce ? claims[0] : undefined) ??
    nodes?.evidence ?? { source: 'none' as const, value: UNASSIGNED };
  const conflicts = [
    ...claims.filter(
      claim => !isClaimedOnce || !isSame(key, claim.value, evidence.value),
    ),
    // A zone is one of many that a cluster may be in.
    ...(nodes && key !== 'zone' && nodes.evidence.value !== evidence.value
      ? [nodes.evidence]
      : []),
  ];
  return {
    value: evidence.value,
    evidence,
    ...(evidence === nodes?.evidence && nodes.values.length > 1
      ? { values: nodes.values }
      : {}),
    ...(conflicts.length > 0 ? { conflicts } : {}),
  };
}

function fromConfiguration(
  key: AttributeKey,
  { configured, configurationKey }: Options,
): AttributeEvidence | undefined {
  const value = configured[key];
  return value === undefined
    ? undefined
    : {
        source: 'configuration',
        value,
        ...(configurationKey ? { detail: configurationKey } : {}),
      };
}

function fromCatalog(
  key: AttributeKey,
  { catalog = [], catalogTrusted = false }: Options,
): AttributeEvidence[] {
  return catalog.flatMap(({ ref, values }) => {
    const value = values[key];
    // That is no value: it is how it is said that there is none.
    return value === undefined || value === UNASSIGNED
      ? []
      : [
          {
            source: 'catalog' as const,
            value: value.slice(0, LONGEST_VALUE),
            detail: ref,
            trusted: catalogTrusted,
          },
        ];
  });
}

function fromNodes(
  key: AttributeKey,
  nodes: Options['nodes'],
): { evidence: AttributeEvidence; values: string[] } | undefined {
  if (key !== 'region' && key !== 'zone' && key !== 'provider') {
    return undefined;
  }
  const values = [
    ...new Set(
      nodes
        .map(node => node[key])
        .filter(value => value !== undefined)
        .map(value => (key === 'provider' ? wordProvider(value) : value))
        .map(value => value.slice(0, LONGEST_VALUE)),
    ),
  ].sort();
  if (values.length === 0) return undefined;
  return {
    evidence: {
      source: 'node-labels',
      value: values.length === 1 ? values[0] : `multi-${key}`,
      detail:
        key === 'provider'
          ? 'spec.providerID of its nodes'
          : `topology.kubernetes.io/${key} of its nodes`,
    },
    values,
  };
}

function wordProvider(provider: string): string {
  return provider && (PROVIDERS.get(provider) ?? provider);
}

/** An owner may be written short: `platform` is `group:default/platform`. */
function isSame(key: AttributeKey, one: string, other: string): boolean {
  return key === 'owner' ? inFull(one) === inFull(other) : one === other;
}

function inFull(owner: string): string {
  const lower = owner.toLocaleLowerCase('en-US');
  const [kind, name] = lower.includes(':')
    ? lower.split(':', 2)
    : ['group', lower];
  return `${kind}:${name.includes('/') ? name : `default/${name}`}`;
}
