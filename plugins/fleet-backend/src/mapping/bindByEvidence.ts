import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_NAMESPACE,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_PROJECT_NAME,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex, MirroredEntity } from './EntityIndex';

/** The rules that bind, from the strongest to the weakest. */
export const BINDING_RULES = [
  'kubernetes-id',
  'kubernetes-label-selector',
  'engine-annotation',
  'inherited',
] as const;

export type BindingRule = (typeof BINDING_RULES)[number];

/** The tie from a delivery or workload to an entity, or why there is none. */
export type BindingOutcome =
  | { type: 'bound'; entityRef: string; rule: BindingRule; evidence: string }
  | { type: 'ambiguous'; candidates: string[]; rule: BindingRule }
  | { type: 'unbound' };

/** What can be bound: a delivery or a workload. */
export type Bindable = {
  labels: Record<string, string>;
  namespace: string;
  name: string;
  /** Of a delivery. */
  engine?: string;
  /** Of a delivery. */
  project?: string;
};

type Candidate = {
  entity: MirroredEntity;
  rule: BindingRule;
  evidence: string;
};

/**
 * Binds by the object's own evidence. Design section 6: rule 1 is the label or
 * selector of the Kubernetes plugin, rule 2 an engine's own annotation. A
 * stronger rule beats a weaker one; within a rule an entity that names cluster
 * and namespace beats one that names a namespace, and that beats one that names
 * neither. Two that are left are ambiguous.
 *
 * @param clusterNames - what sources call the cluster that it is on
 */
export function bindByEvidence(
  bindable: Bindable,
  clusterNames: readonly string[],
  index: EntityIndex,
): BindingOutcome {
  for (const candidates of [
    byKubernetesId(bindable, index),
    bySelector(bindable, index),
    byEngine(bindable, index),
  ]) {
    const outcome = choose(candidates, bindable, clusterNames);
    if (outcome.type !== 'unbound') return outcome;
  }
  return { type: 'unbound' };
}

function byKubernetesId(bindable: Bindable, index: EntityIndex): Candidate[] {
  const id = bindable.labels[ANNOTATION_KUBERNETES_ID];
  if (!id) return [];
  return (index.byKubernetesId.get(id) ?? []).map(entity => ({
    entity,
    rule: 'kubernetes-id',
    evidence: `label ${ANNOTATION_KUBERNETES_ID}=${id}`,
  }));
}

function bySelector(bindable: Bindable, index: EntityIndex): Candidate[] {
  return index.selectors
    .matching(bindable.labels)
    .map(({ entity, selector }) => ({
      entity,
      rule: 'kubernetes-label-selector',
      evidence: `its labels match ${ANNOTATION_KUBERNETES_LABEL_SELECTOR}: ${selector}`,
    }));
}

function byEngine(bindable: Bindable, index: EntityIndex): Candidate[] {
  if (bindable.engine !== 'argocd') return [];
  const named = (index.byArgocdName.get(bindable.name) ?? []).map(
    (entity): Candidate => ({
      entity,
      rule: 'engine-annotation',
      evidence: `${ANNOTATION_ARGOCD_APP_NAME}: ${bindable.name}`,
    }),
  );
  const selected = index.argocdSelectors.matching(bindable.labels).map(
    ({ entity, selector }): Candidate => ({
      entity,
      rule: 'engine-annotation',
      evidence: `its labels match ${ANNOTATION_ARGOCD_APP_SELECTOR}: ${selector}`,
    }),
  );
  return [...named, ...selected].filter(({ entity }) => {
    const namespace = entity.annotations[ANNOTATION_ARGOCD_APP_NAMESPACE];
    const project = entity.annotations[ANNOTATION_ARGOCD_PROJECT_NAME];
    return (
      (!namespace || namespace === bindable.namespace) &&
      (!project || project === bindable.project)
    );
  });
}

function choose(
  candidates: Candidate[],
  bindable: Bindable,
  clusterNames: readonly string[],
): BindingOutcome {
  const byRef = new Map<string, { candidate: Candidate; rank: number }>();
  for (const candidate of candidates) {
    const rank = specificity(candidate, bindable, clusterNames);
    const known = byRef.get(candidate.entity.ref);
    if (rank >= 0 && (!known || rank > known.rank)) {
      byRef.set(candidate.entity.ref, { candidate, rank });
    }
  }
  const ranked = [...byRef.values()];
  const best = Math.max(...ranked.map(({ rank }) => rank));
  const left = ranked.filter(({ rank }) => rank === best);
  if (left.length === 0) return { type: 'unbound' };
  const [{ candidate }] = left;
  if (left.length > 1) {
    return {
      type: 'ambiguous',
      candidates: left.map(other => other.candidate.entity.ref).sort(),
      rule: candidate.rule,
    };
  }
  return {
    type: 'bound',
    entityRef: candidate.entity.ref,
    rule: candidate.rule,
    evidence: candidate.evidence,
  };
}

/** 0, 1 or 2 by what the entity names and matches; below 0 when it names another place. */
function specificity(
  { entity, rule }: Candidate,
  bindable: Bindable,
  clusterNames: readonly string[],
): number {
  const namespace = entity.annotations[ANNOTATION_KUBERNETES_NAMESPACE];
  const cluster = entity.annotations[ANNOTATION_KUBERNETES_CLUSTER];
  // An engine's object lives in the engine's namespace, not in the component's.
  const hasOwnNamespace = bindable.engine === undefined;
  if (cluster && !clusterNames.includes(cluster)) return -1;
  if (
    namespace &&
    hasOwnNamespace &&
    rule !== 'engine-annotation' &&
    namespace !== bindable.namespace
  ) {
    return -1;
  }
  return (cluster ? 1 : 0) + (namespace && hasOwnNamespace ? 1 : 0);
}
