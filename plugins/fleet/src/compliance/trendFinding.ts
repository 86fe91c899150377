import type { ComplianceTrend } from '@fleetview/backstage-plugin-fleet-common';

/** Where something stands against the first day. */
export type Move = { kind: 'fell' | 'rose' | 'same'; points: number };

/** What the days of a trend have to say; absent where they say nothing of it. */
export type TrendFinding = {
  /** The first and the last day with a score. */
  since?: string;
  until?: string;
  score?: Move;
  /** Between the same days, in points of per cent. */
  coverage?: Move;
};

/**
 * How score and coverage moved between the first and the last day with a score. Both are
 * told together: a score that rises while coverage falls is no improvement.
 */
export function trendFinding({ days }: ComplianceTrend): TrendFinding {
  const scored = days.filter(({ percent }) => percent !== undefined);
  const [first] = scored;
  const last = scored.at(-1);
  if (!first || !last || first === last) return {};
  const coverage = moveOf(coverageOf(first), coverageOf(last));
  const score = moveOf(first.percent, last.percent);
  return {
    since: first.day,
    until: last.day,
    ...(score && { score }),
    ...(coverage && { coverage }),
  };
}

/** The share of what was expected that was evaluated, in per cent rounded down; of nothing there is none. */
export function coverageOf({
  evaluation: { evaluated, expected },
}: ComplianceTrend['days'][number]): number | undefined {
  return expected === 0 ? undefined : Math.floor((evaluated / expected) * 100);
}

function moveOf(
  from: number | undefined,
  to: number | undefined,
): Move | undefined {
  if (from === undefined || to === undefined) return undefined;
  const points = Math.abs(Math.round((to - from) * 10) / 10);
  if (points === 0) return { kind: 'same', points };
  return { kind: to < from ? 'fell' : 'rose', points };
}
