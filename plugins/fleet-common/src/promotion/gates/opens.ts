import { type Gate, GATE_KINDS, type GateKind } from './Gate';

/**
 * What will happen next.
 *
 * - `goes-on`: it goes on
 * - `by-itself`: it goes on by itself, at `at` where that is known
 * - `approval`: it goes on when people have approved
 * - `repair`: it goes on when somebody repairs it, or overrides it where that is allowed
 * - `evidence`: it goes on when it is known again
 *
 * @public
 */
export type GateNext = {
  what: 'goes-on' | 'by-itself' | 'approval' | 'repair' | 'evidence';
  at?: number;
  /** For people. */
  text: string;
};

/**
 * Whether a promotion may go on.
 *
 * @public
 */
export type Opening = {
  mayGoOn: boolean;
  /** The first gate that holds it up. */
  heldUpBy?: Gate;
  next: GateNext;
};

/** Whether a gate lets pass: what is unknown does not, whoever says what. */
export function isOpen({ status, overridable, overriddenBy }: Gate): boolean {
  if (status === 'passed' || status === 'not-applicable') return true;
  return status !== 'unknown' && overridable && overriddenBy !== undefined;
}

function notEvaluated(kind: GateKind): Gate {
  return {
    kind,
    status: 'unknown',
    reason: 'was never evaluated',
    evidence: [],
    overridable: false,
  };
}

function nextOf({ kind, status, until, reason, overridable }: Gate): GateNext {
  if (status === 'unknown') {
    return {
      what: 'evidence',
      text: `it goes on when it is known again: ${kind}, ${reason}`,
    };
  }
  if (status === 'failed') {
    return {
      what: 'repair',
      text: `it goes on when somebody repairs it${
        overridable ? ', or overrides it' : ''
      }: ${kind}, ${reason}`,
    };
  }
  if (kind === 'approval') {
    return {
      what: 'approval',
      text: `it goes on when enough people have approved: ${reason}`,
    };
  }
  return {
    what: 'by-itself',
    ...(until !== undefined && { at: until }),
    text: `it goes on by itself, ${
      until === undefined ? 'nobody knows when' : 'if nothing else changes'
    }: ${kind}, ${reason}`,
  };
}

/**
 * Whether it may go on, the first gate that holds it up, and what will happen next. A gate
 * that has to be judged and was not is unknown; without any gate nothing opens.
 *
 * @param required - kinds of the gates that have to be judged
 * @public
 */
export function opens(
  gates: readonly Gate[],
  required: readonly GateKind[],
): Opening {
  const missing = required.filter(
    kind => !gates.some(gate => gate.kind === kind),
  );
  const all = [...gates, ...missing.map(notEvaluated)].sort(
    (left, right) =>
      GATE_KINDS.indexOf(left.kind) - GATE_KINDS.indexOf(right.kind),
  );
  const held = all.find(gate => !isOpen(gate));
  if (held) return { mayGoOn: false, heldUpBy: held, next: nextOf(held) };
  if (all.length === 0) {
    return {
      mayGoOn: false,
      next: { what: 'evidence', text: 'no gate was judged' },
    };
  }
  return {
    mayGoOn: true,
    next: { what: 'goes-on', text: 'all gates are open: it goes on' },
  };
}
