import type { ClusterSummary } from '@fleetview/backstage-plugin-fleet-common';
import { isRecord, textsOf } from '../choice/fieldProps';

/** The attributes that a template may ask for. */
export const ELIGIBLE_ATTRIBUTES = [
  'region',
  'environment',
  'tier',
  'provider',
  'owner',
] as const;

type EligibleAttribute = (typeof ELIGIBLE_ATTRIBUTES)[number];

/** What a template asks of a cluster. */
export interface Eligible {
  /** It answers, and what is known of it is current. */
  reachable: boolean;
  attributes: Partial<Record<EligibleAttribute, string[]>>;
  /** What the template asks for, and this field cannot tell. */
  notTold: string[];
}

/** Why a cluster is not what a template asks for. */
export type Objection =
  | { kind: 'not-told'; key: string }
  | {
      kind: 'not-reachable';
      state: Exclude<ClusterSummary['reachability']['state'], 'reachable'>;
    }
  | { kind: 'not-current' }
  | {
      kind: 'attribute';
      attribute: EligibleAttribute;
      value: string;
      wanted: string[];
    }
  /** Several clusters have the name, and the form gets names. */
  | { kind: 'ambiguous' };

/**
 * What a template asks of clusters. What it asks for in a way that is not known here
 * is kept and said: left out, clusters would pass that it means to keep out.
 */
export function readEligible(value: unknown): Eligible {
  const eligible: Eligible = { reachable: false, attributes: {}, notTold: [] };
  if (value === undefined || value === null) return eligible;
  if (!isRecord(value)) return { ...eligible, notTold: ['eligible'] };
  for (const [key, wanted] of Object.entries(value)) {
    const attribute = ELIGIBLE_ATTRIBUTES.find(known => known === key);
    const texts = textsOf(wanted);
    if (key === 'reachable' && typeof wanted === 'boolean') {
      eligible.reachable = wanted;
    } else if (attribute && texts) {
      eligible.attributes[attribute] = texts;
    } else {
      eligible.notTold.push(key);
    }
  }
  return eligible;
}

/**
 * All that speaks against a cluster.
 *
 * @param isAmbiguous - whether the form could not tell it from another
 */
export function objectionsTo(
  cluster: Pick<ClusterSummary, 'reachability' | 'currency' | 'attributes'>,
  eligible: Eligible,
  isAmbiguous = false,
): Objection[] {
  const objections: Objection[] = eligible.notTold.map(key => ({
    kind: 'not-told',
    key,
  }));
  if (isAmbiguous) objections.push({ kind: 'ambiguous' });
  if (eligible.reachable) {
    const { state } = cluster.reachability;
    if (state !== 'reachable') {
      objections.push({ kind: 'not-reachable', state });
    } else if (!cluster.currency.current) {
      objections.push({ kind: 'not-current' });
    }
  }
  for (const attribute of ELIGIBLE_ATTRIBUTES) {
    const wanted = eligible.attributes[attribute];
    const { value } = cluster.attributes[attribute];
    if (wanted && !wanted.includes(value)) {
      objections.push({ kind: 'attribute', attribute, value, wanted });
    }
  }
  return objections;
}
