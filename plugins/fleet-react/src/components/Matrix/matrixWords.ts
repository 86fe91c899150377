import { STATUS_KEYS, type StatusKey } from '../../status';
import { absoluteTime, ageOf } from '../../viewModels/time';
import { shortVersion } from '../../viewModels/version';
import type { FleetText } from '../../translation';
import { untrustedName } from '../Text';
import type { MatrixCell, MatrixRollup } from './types';

const LONGEST_VERSION = 24;

/**
 * The words of a matrix. A translation costs more than drawing a cell, so each
 * is looked up once.
 */
export interface MatrixWords {
  statusWord: (key: StatusKey) => string;
  notKnown: string;
  notPlaced: string;
  loading: string;
  /** "4 min"; empty where it is no time. */
  age: (since: string | undefined, now: number) => string;
  version: (version: string) => string;
  /** What a cell is called: all that it says, in words. */
  cellName: (cell: MatrixCell | null | undefined, now: number) => string;
  /** What shows on hover: in full, with the time itself. */
  cellTitle: (cell: MatrixCell | null | undefined) => string;
  rollupName: (rollup: MatrixRollup | null | undefined) => string;
}

export function createMatrixWords(text: FleetText): MatrixWords {
  const { t, statusText, ageText } = text;
  const statusWords = new Map(STATUS_KEYS.map(key => [key, statusText(key)]));
  const unknown = statusText('unknown');
  const ages = new Map<string, string>();
  const versions = new Map<string, string>();
  const notKnown = t('matrix.notKnown');
  const notPlaced = t('matrix.notPlaced');
  const loading = t('matrix.loading');

  const statusWord = (key: StatusKey) => statusWords.get(key) ?? unknown;
  const age = (since: string | undefined, now: number) => {
    const found = ageOf(since, now);
    if (!found) return '';
    const key = `${found.unit}${found.value}`;
    return keep(ages, key, () => ageText(found));
  };
  const version = (told: string) =>
    keep(versions, told, () =>
      untrustedName(shortVersion(told))
        .slice(0, LONGEST_VERSION)
        // Half of a pair is no letter.
        .replace(/[\ud800-\udbff]$/, ''),
    );
  const stateWords = (
    cell: Extract<MatrixCell, { kind: 'state' }>,
    now: number,
  ) => {
    const word = cell.word ?? statusWord(cell.status.key);
    if (!cell.status.stale) return word;
    const confirmed = age(cell.status.confirmedAt, now);
    return confirmed
      ? t('staleFor', { status: word, age: confirmed })
      : t('staleNever', { status: word });
  };

  return {
    statusWord,
    notKnown,
    notPlaced,
    loading,
    age,
    version,
    cellName(cell, now) {
      if (cell === undefined) return loading;
      if (cell === null) return notPlaced;
      if (cell.kind === 'not-known') return notKnown;
      // What is seen of a cell is in its name as it is seen.
      const seen = [
        cell.version ? version(cell.version) : '',
        age(cell.since, now),
      ].filter(Boolean);
      const word = stateWords(cell, now);
      return seen.length > 0 ? `${word}, ${seen.join(' ')}` : word;
    },
    cellTitle(cell) {
      if (!cell) return '';
      if (cell.kind === 'not-known') {
        return lines([notKnown, cell.reason && untrustedName(cell.reason)]);
      }
      const { status, since } = cell;
      const time = since ? absoluteTime(since) : undefined;
      const word = cell.word ?? statusWord(status.key);
      return lines([
        status.stale ? `${word}, ${t('stale')}` : word,
        cell.version && untrustedName(cell.version),
        time && `${time.utc}\n${time.local}`,
        status.reason && untrustedName(status.reason),
      ]);
    },
    rollupName(rollup) {
      if (rollup === undefined) return loading;
      const parts = (rollup ?? []).filter(({ count }) => count > 0);
      if (parts.length === 0) return notPlaced;
      return parts
        .map(({ status, word, count }) =>
          t('counts.one', {
            amount: count.toLocaleString('en'),
            status: status.stale
              ? `${word ?? statusWord(status.key)} (${t('stale')})`
              : word ?? statusWord(status.key),
          }),
        )
        .join(', ');
    },
  };
}

const MOST_KEPT = 20_000;

function keep(
  map: Map<string, string>,
  key: string,
  make: () => string,
): string {
  const known = map.get(key);
  if (known !== undefined) return known;
  // Texts of clusters have no end; what is kept of them has.
  if (map.size >= MOST_KEPT) map.clear();
  const made = make();
  map.set(key, made);
  return made;
}

function lines(parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}
