import type { Row } from './types';

/**
 * What was spent in a window, or of a budget, is as sure as the answer that says it: it
 * does not rest on whether whoever answers sees the cluster now. Whether it saw it
 * then, its warnings say.
 */
export function restingOnAnswer(row: Row): Row {
  return { ...row, heartbeat: 'current' };
}
