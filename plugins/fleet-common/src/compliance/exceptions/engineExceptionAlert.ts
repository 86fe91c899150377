import type { ExceptionFact } from '../../facts';

/**
 * An exception of an engine that should have ended, and goes on.
 *
 * @public
 */
export type EngineExceptionAlert = {
  /** When it should have ended, and how long ago that is, in milliseconds. */
  expiredAt: number;
  overdueMs: number;
  /**
   * How it is known to be applied: results name it, or it is there (engines end none by
   * themselves).
   */
  evidence: 'results' | 'object';
  /** Whether that is current; else it was so when it was last seen. */
  confirmed: boolean;
};

/**
 * Whether an exception of an engine is applied beyond its end. One without an end, or with
 * one that is no time, is not told of here: nothing says that it should have ended.
 *
 * @param sight - of the object and of results that name it: whether they were last seen to be
 *   there, and whether that is current
 * @param at - milliseconds since 1970
 * @public
 */
export function engineExceptionAlert(
  { expiresAt }: Pick<ExceptionFact, 'expiresAt'>,
  sight: {
    object: { present: boolean; current: boolean };
    /** Results that are `exempt` and name it. */
    results: { count: number; current: boolean };
  },
  at: number,
): EngineExceptionAlert | undefined {
  const expiredAt = Date.parse(expiresAt ?? '');
  if (!(expiredAt <= at)) return undefined;
  const { object, results } = sight;
  const hasResults = results.count > 0;
  const alert = (
    evidence: EngineExceptionAlert['evidence'],
    confirmed: boolean,
  ) => ({ expiredAt, overdueMs: at - expiredAt, evidence, confirmed });
  if (hasResults && results.current) return alert('results', true);
  if (object.current) return object.present ? alert('object', true) : undefined;
  if (hasResults) return alert('results', false);
  return object.present ? alert('object', false) : undefined;
}
