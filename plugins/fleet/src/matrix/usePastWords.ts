import { useMemo, useRef } from 'react';
import { useFleetText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import type { PastWords } from './matrixModel';

/** The words of a matrix of a time in the past; the same object as long as the page is. */
export function usePastWords(): PastWords {
  const t = useText();
  const { statusText } = useFleetText();
  const latest = useRef({ t, statusText });
  latest.current = { t, statusText };
  return useMemo(
    () => ({
      status: key => latest.current.statusText(key),
      gap: gap => latest.current.t(`past.gaps.${gap}`),
      certainty: certainty => latest.current.t(`past.certainty.${certainty}`),
    }),
    [],
  );
}
