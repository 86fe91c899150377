import type { LostCandidate } from '@fleetview/backstage-plugin-fleet-common';
import {
  EntityLink,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

/**
 * The entities that something could have been bound to, and why it is not.
 */
export function LostCandidates(props: { candidates: LostCandidate[] }) {
  const t = useText();
  return (
    <>
      {props.candidates.map(({ entityRef, evidence, lost }) => (
        <div key={entityRef}>
          <EntityLink entity={entityRef} /> – {t(`lost.${lost}`)} (
          <UntrustedText text={evidence} />)
        </div>
      ))}
    </>
  );
}
