import {
  ANNOTATION_ARGOCD_APP_NAMESPACE,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@fleetview/backstage-plugin-fleet-common';
import { isDelivery, type Bindable } from '../Bindable';
import type { BindingOutcome } from '../BindingOutcome';
import { missedBy } from '../bindByEvidence';
import type { EntityIndex } from '../EntityIndex';
import { nameOfRef, type MirroredEntity } from '../MirroredEntity';
import { annotationsFor } from './annotationsFor';
import { namesOfBindable, type ShownName } from './namesOfBindable';
import {
  PROPOSALS_MADE,
  STRENGTHS,
  type Proposal,
  type Strength,
} from './Proposal';

/** Entities of one name that are looked at. */
const MOST_OF_A_NAME = 20;

/**
 * The entities that something may belong to which is bound to nothing, best first:
 * those that claim it, those that would if they did not name another place, and
 * those that are called as it is.
 *
 * @param clusterNames - what sources call the cluster that it is on
 */
export function proposeFor(
  bindable: Bindable,
  outcome: BindingOutcome,
  clusterNames: readonly string[],
  index: EntityIndex,
): Proposal[] {
  const made = new Map<string, Proposal>();
  const contested =
    outcome.type === 'contested' ? outcome.entityRef : undefined;
  const propose = (proposal: Proposal) => {
    // Whatever else it writes, it is not the namespace owner's.
    if (proposal.entityRef === contested && made.has(contested)) return;
    const known = made.get(proposal.entityRef);
    if (!known || rankOf(proposal) < rankOf(known)) {
      made.set(proposal.entityRef, proposal);
    }
  };
  claims(bindable, outcome, index).forEach(propose);
  for (const { entity, evidence } of missedBy(bindable, clusterNames, index)) {
    propose(missed(bindable, entity, evidence));
  }
  for (const shown of namesOfBindable(bindable)) {
    const called = index.byName.get(shown.name) ?? [];
    for (const entity of called.slice(0, MOST_OF_A_NAME)) {
      const agrees = namespaceAgrees(bindable, entity);
      propose({
        entityRef: entity.ref,
        strength: strengthOf(shown, agrees),
        evidence: agrees
          ? `${shown.said}, in the namespace ${bindable.namespace}`
          : shown.said,
        ...annotationsFor(bindable, entity, shown),
      });
    }
  }
  return [...made.values()]
    .sort(
      (a, b) => rankOf(a) - rankOf(b) || (a.entityRef < b.entityRef ? -1 : 1),
    )
    .slice(0, PROPOSALS_MADE);
}

function rankOf({ strength }: Proposal): number {
  return STRENGTHS.indexOf(strength);
}

/** Those that claim it already, and what would decide between them. */
function claims(
  bindable: Bindable,
  outcome: BindingOutcome,
  index: EntityIndex,
): Proposal[] {
  if (outcome.type === 'contested') {
    return [
      {
        entityRef: outcome.entityRef,
        strength: 'possible',
        evidence: outcome.evidence,
        annotations: [],
        note: `The namespace belongs to ${outcome.namespaceOwner} (${outcome.pattern} in fleet.namespaceOwners): let the owner bind it, or change whom the namespace belongs to`,
      },
    ];
  }
  if (outcome.type !== 'ambiguous') return [];
  return outcome.candidates.map(entityRef => {
    const entity = index.byRef.get(entityRef);
    const annotation = decidingAnnotation(bindable, outcome.rule);
    const isOpen = annotation && !entity?.annotations[annotation.key];
    return {
      entityRef,
      strength: 'strong',
      evidence: `it is one of ${
        outcome.candidates.length + (outcome.more ?? 0)
      } that claim it by the same rule, ${outcome.rule}`,
      annotations: isOpen ? [annotation] : [],
      note: isOpen
        ? 'It then says more exactly than the others that it is meant'
        : 'Take the claim away from the others',
    };
  });
}

function decidingAnnotation(bindable: Bindable, rule: string) {
  if (rule === 'engine-annotation') {
    return {
      key: ANNOTATION_ARGOCD_APP_NAMESPACE,
      value: bindable.namespace,
    };
  }
  return isDelivery(bindable)
    ? undefined
    : { key: ANNOTATION_KUBERNETES_NAMESPACE, value: bindable.namespace };
}

/** One that claims it, but on another cluster or in another namespace. */
function missed(
  bindable: Bindable,
  { ref, annotations }: MirroredEntity,
  evidence: string,
): Proposal {
  const cluster = annotations[ANNOTATION_KUBERNETES_CLUSTER];
  const namespace = annotations[ANNOTATION_KUBERNETES_NAMESPACE];
  const isElsewhere =
    namespace && !isDelivery(bindable) && namespace !== bindable.namespace;
  return {
    entityRef: ref,
    strength: 'likely',
    evidence,
    annotations: [],
    note: isElsewhere
      ? `It says that it is in the namespace ${namespace}: change or remove ${ANNOTATION_KUBERNETES_NAMESPACE}`
      : `It says that it is on the cluster ${cluster}: change or remove ${ANNOTATION_KUBERNETES_CLUSTER}`,
  };
}

/** Whether something runs in a namespace that is an entity's by any of its names. */
function namespaceAgrees(
  bindable: Bindable,
  { ref, system, annotations }: MirroredEntity,
): boolean {
  if (isDelivery(bindable)) return false;
  const { namespace } = bindable;
  const ofCatalog = ref.slice(ref.indexOf(':') + 1, ref.lastIndexOf('/'));
  return [
    annotations[ANNOTATION_KUBERNETES_NAMESPACE],
    ofCatalog,
    nameOfRef(ref),
    system && nameOfRef(system),
  ].includes(namespace);
}

function strengthOf({ from }: ShownName, agrees: boolean): Strength {
  if (from === 'id') return 'strong';
  if (from === 'repository') return 'possible';
  if (from === 'name') return agrees ? 'likely' : 'possible';
  return agrees ? 'strong' : 'likely';
}
