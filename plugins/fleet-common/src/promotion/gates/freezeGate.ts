import type { Gate } from './Gate';
import { gateOverTargets, type TargetFacts } from './gateOverTargets';

/**
 * What windows say of a cluster now.
 *
 * @public
 */
export type FreezeGateFact =
  /** None is of it, which is known. */
  | 'none'
  | {
      isOpen: boolean;
      /** When that is different, in milliseconds since 1970; absent where nobody can tell. */
      until?: number;
      /** Which window, in words. */
      message: string;
      /** Whether all windows that are closed may be passed by hand (`manualAllowed`). */
      manualAllowed?: boolean;
    };

/**
 * Whether nothing is frozen, on all clusters that it goes to; with the end of what is. It can
 * be overridden where all that is closed lets people pass.
 *
 * @public
 */
export function freezeGate(facts: TargetFacts<FreezeGateFact>): Gate {
  let manualAllowed = true;
  const gate = gateOverTargets('freeze', facts, fact => {
    if (fact === 'none') {
      return [
        { key: 'none', status: 'not-applicable', text: 'no window is of it' },
      ];
    }
    const { isOpen, until, message } = fact;
    if (!isOpen) manualAllowed &&= fact.manualAllowed === true;
    return [
      {
        key: message,
        status: isOpen ? 'passed' : 'waiting',
        text: message,
        ...(until !== undefined && Number.isFinite(until) && { until }),
      },
    ];
  });
  return { ...gate, overridable: gate.overridable && manualAllowed };
}
