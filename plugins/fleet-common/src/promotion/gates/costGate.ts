import type { PromotionCost, PromotionVerdict } from '../../cost';
import type { Gate, GateStatus } from './Gate';
import { factAt, type GateFact, type GateTime } from './GateFact';
import { makeGate } from './makeGate';

/**
 * What a promotion is expected to cost more, as `GET /cost/promotion` answers it.
 *
 * @public
 */
export type CostChangeFact = Pick<
  PromotionCost,
  'targets' | 'known' | 'perMonth'
> & {
  /** See {@link judgePromotionCost}. */
  verdict: PromotionVerdict;
  limitPerMonth?: number;
  currency?: string;
  /** Why it is unknown. */
  because?: string;
};

const STATUS: Record<PromotionVerdict, GateStatus> = {
  within: 'passed',
  over: 'failed',
  unknown: 'unknown',
};

function textOf(fact: CostChangeFact): string {
  const { verdict, targets, known, perMonth, limitPerMonth, because } = fact;
  const money = (amount: number | undefined) =>
    amount === undefined
      ? 'not known'
      : `${amount.toFixed(2)}${fact.currency ? ` ${fact.currency}` : ''}`;
  const of = `known of ${known} of ${targets} clusters`;
  return verdict === 'unknown'
    ? `what it costs cannot be told (${because ?? of})`
    : `it costs ${money(perMonth)} more a month, ${of}; the limit is ${money(
        limitPerMonth,
      )}`;
}

/**
 * Whether a promotion keeps to what it may cost more.
 *
 * @public
 */
export function costGate(
  options: GateTime & { fact: GateFact<CostChangeFact> | undefined },
): Gate {
  const fact = factAt(options.fact, options);
  if ('unknown' in fact) {
    return makeGate(
      'cost-change',
      [{ key: 'cost', status: 'unknown', text: `the cost ${fact.unknown}` }],
      { unit: 'clusters' },
    );
  }
  const { known, confirmedAt } = fact;
  return makeGate(
    'cost-change',
    [
      {
        // Another amount is another thing to override.
        key: `${known.verdict} ${known.perMonth ?? ''} ${
          known.limitPerMonth ?? ''
        }`,
        status: STATUS[known.verdict] ?? 'unknown',
        text: textOf(known),
        confirmedAt,
      },
    ],
    { unit: 'clusters' },
  );
}
