import type {
  ShownGate,
  ShownPromotion,
} from '@fleetview/backstage-plugin-fleet-react';
import { holds } from '../promotionStatus';

/** The gates that somebody could override now. */
export function overridableGates({
  gates,
  wave,
}: Pick<ShownPromotion, 'gates' | 'wave'>): ShownGate[] {
  if (wave === undefined) return [];
  return gates.filter(
    gate => gate.overridable && holds(gate) && !gate.overriddenBy,
  );
}

/** What holds a gate up, as it is shown. */
export function holdingEvidence({
  evidence,
}: ShownGate): ShownGate['evidence'] {
  return evidence.filter(holds);
}

/** Whether all that holds a gate up is shown: what holds comes first. */
export function isAllShown(gate: ShownGate): boolean {
  return (
    gate.evidenceTotal <= gate.evidence.length ||
    holdingEvidence(gate).length < gate.evidence.length
  );
}
