/** A score, which is rounded down already; a dash where there is none. */
export function percentText(percent: number | undefined): string {
  if (percent === undefined || percent < 0) return '–';
  return `${percent.toLocaleString('en', { maximumFractionDigits: 1 })} %`;
}

/** A share in whole per cent, rounded down; a dash where it is of nothing. */
export function coverageText(evaluated: number, expected: number): string {
  return expected === 0 ? '–' : `${Math.floor((evaluated / expected) * 100)} %`;
}
