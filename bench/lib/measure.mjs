import { residentBytes } from './processTimes.mjs';
import { sleep } from './wait.mjs';

/** The CPU that a contestant and its database used while work was done. */
export async function cpuOf(contestant, work) {
  const before = contestant.cpu();
  const startedAt = performance.now();
  const result = await work();
  const after = contestant.cpu();
  return {
    result,
    seconds: (performance.now() - startedAt) / 1_000,
    ...difference(after, before),
  };
}

export function difference(after, before) {
  return {
    backend: after.backend - before.backend,
    database: after.database - before.database,
    all: after.all - before.all,
  };
}

/** What is used per second while nothing happens, for taking it off. */
export async function restingCpu(contestant, ms) {
  const { all, seconds } = await cpuOf(contestant, () => sleep(ms));
  return all / seconds;
}

/** The most memory that a process had resident while work was done, over what it had before. */
export async function residentGrowth(pid, work) {
  const before = residentBytes(pid);
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid));
  }, 20);
  try {
    const result = await work();
    return { result, before, peak, growth: peak - before };
  } finally {
    clearInterval(timer);
  }
}

/** Runs contestants in the order A-B-C-C-B-A; the measurements of each, in order. */
export async function thereAndBack(contestants) {
  const measured = new Map();
  for (const [name, run] of [...contestants, ...[...contestants].reverse()]) {
    measured.set(name, [...(measured.get(name) ?? []), await run(name)]);
  }
  return Object.fromEntries(measured);
}

export const mean = values =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
