import { SparseLog } from '../SparseLog';

/** A log whose lines a test may count. */
export function countedLog() {
  const lines: { message: string; meta: unknown }[] = [];
  const keep = (message: string, meta?: unknown) => {
    lines.push({ message, meta });
  };
  return {
    lines,
    log: SparseLog.create({ logger: { warn: keep, info: keep } }),
  };
}
