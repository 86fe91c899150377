import { sampleSchema, type VectorAnswer } from './schema';

/** More than any sum of money or bytes. */
const MAX_VALUE = 1e21;
export const MAX_SERIES = 20_000;

export type Sample = { labels: Record<string, string>; value: number };

export type Samples = {
  samples: Sample[];
  /** How many series had no value that is a number. */
  unknown: number;
};

/** `NaN` and infinities are texts there, and no numbers. */
export function numberOf(text: string): number | undefined {
  if (!/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= 0 && value <= MAX_VALUE ? value : undefined;
}

/** The values of an answer; nothing here is below zero. */
export function readSamples({
  data: { result },
}: VectorAnswer): Samples | { invalid: string } {
  if (result.length > MAX_SERIES) {
    return { invalid: `more than ${MAX_SERIES} series` };
  }
  const samples: Sample[] = [];
  let unknown = 0;
  for (const each of result) {
    const parsed = sampleSchema.safeParse(each);
    const value = parsed.success ? numberOf(parsed.data.value[1]) : undefined;
    if (!parsed.success || value === undefined) unknown += 1;
    else samples.push({ labels: parsed.data.metric, value });
  }
  return { samples, unknown };
}
