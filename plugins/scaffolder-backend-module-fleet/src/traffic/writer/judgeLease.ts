import type { Statement } from '@fleetview/backstage-plugin-fleet-common';
import type { LeaseProof, Proof, WriterMark } from './Writer';

/**
 * What a Lease is told later than it is renewed, and how far its holder's clock may be off, before
 * nothing is said by its times.
 */
const LEEWAY_MS = 120_000;

/**
 * Whether a Lease shows that the writer was handed on: it has to be current, to name the new holder,
 * and to be renewed by it.
 *
 * @param statements - what the fleet knows of Leases of that cluster
 */
export function judgeLease(
  statements: readonly Statement[],
  { cluster, namespace, name }: LeaseProof,
  mark: Pick<WriterMark, 'in' | 'name' | 'to'>,
): Proof {
  const which = `The Lease '${namespace}/${name}' of '${cluster}'`;
  const unknown = (because: string): Proof => ({
    verdict: 'unknown',
    words: `${which} ${because}`,
  });
  const found = statements.filter(
    each =>
      each.detail.type === 'lease' &&
      each.role === 'on' &&
      each.kind === 'Lease' &&
      each.namespace === namespace &&
      each.name === name,
  );
  const [statement, ...others] = found;
  if (!statement || statement.detail.type !== 'lease') {
    return unknown(
      "is not known to the fleet: it is not there, you may not see it, or Fleet may not read it. Its role 'leases' grants that by name.",
    );
  }
  if (others.length > 0) return unknown('is told in several ways.');
  const { currency, detail } = statement;
  const { holder, renewedAt, durationSeconds } = detail;
  if (!currency.current || !currency.confirmedAt) {
    return unknown(
      `is not current: ${currency.reason ?? 'it was never confirmed'}.`,
    );
  }
  const held = holder ? `is held by '${holder}'` : 'is held by nobody';
  const isDeclared = renewedAt === undefined;
  const age = isDeclared
    ? 0
    : Date.parse(currency.confirmedAt) - Date.parse(renewedAt);
  // Who does not renew may be gone: then nobody writes, or somebody who does not say so.
  if (!isDeclared && !(age >= -LEEWAY_MS)) {
    return unknown(
      `${held}, and was renewed at ${renewedAt}, which is still to come: a clock is wrong.`,
    );
  }
  if (!isDeclared && !(age <= (durationSeconds ?? 0) * 1000 + LEEWAY_MS)) {
    return unknown(
      `${held}, and was last renewed at ${renewedAt}: it has run out.`,
    );
  }
  if (holder !== mark.to) {
    return {
      verdict: 'not-shown',
      words: `${which} ${held}, and not by '${mark.to}'.`,
    };
  }
  if (!isDeclared) {
    return {
      verdict: 'shown',
      words: `${which} ${held}, and was renewed at ${renewedAt}.`,
    };
  }
  // A Lease that Git itself writes is renewed by nobody: that it says so is that it arrived.
  return mark.in === 'lease' && (!mark.name || mark.name === name)
    ? {
        verdict: 'shown',
        words: `${which} says '${holder}', as Git has it. Nobody renews it: that the writer goes by it is not shown.`,
      }
    : unknown(`${held}, and nobody renews it.`);
}
