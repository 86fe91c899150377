import type { Binding } from '@fleetview/backstage-plugin-fleet-common';
import type { BindingOutcome } from '../mapping/bindByEvidence';
import type { Row } from './types';

/** What a row is bound to, with rule and evidence; or between what it is not decided. */
export function toBinding(row: Row): {
  entityRef?: string;
  binding?: Binding;
  ambiguous?: string[];
} {
  if (!row.binding) return {};
  const outcome: BindingOutcome = JSON.parse(row.binding);
  if (outcome.type === 'bound') {
    return {
      entityRef: outcome.entityRef,
      binding: { rule: outcome.rule, evidence: outcome.evidence },
    };
  }
  return outcome.type === 'ambiguous' ? { ambiguous: outcome.candidates } : {};
}
