import {
  MEMBER_STATES,
  type MemberState,
} from '@fleetview/backstage-plugin-fleet-common';
import { STATUS_KEYS, type StatusKey } from '../../status';
import { absoluteTime, ageOf } from '../../viewModels/time';
import { shortVersion } from '../../viewModels/version';
import type { FleetText } from '../../translation';
import { untrustedName } from '../Text';
import { cellMarks, type CellMark } from './cellMarks';
import type { MatrixCell, MatrixRollup } from './types';

const LONGEST_VERSION = 24;
export const AMOUNTS = new Intl.NumberFormat('en');
const NOTHING_SEEN = { lead: '', rest: '' };

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
  /** The two lines that are seen of a cell; only the first where there is no room. */
  cellTexts: (
    cell: MatrixCell | null | undefined,
    now: number,
    isCompact: boolean,
  ) => { lead: string; rest: string };
  /** How far a release is. */
  releaseWord: (state: MemberState) => string;
  /** What a cell is called: all that it says, in words. */
  cellName: (cell: MatrixCell | null | undefined, now: number) => string;
  /** What shows on hover: in full, with the time itself. */
  cellTitle: (cell: MatrixCell | null | undefined) => string;
  rollupName: (rollup: MatrixRollup | null | undefined) => string;
}

export function createMatrixWords(text: FleetText): MatrixWords {
  const { t, statusText, memberText, ageText } = text;
  const statusWords = new Map(STATUS_KEYS.map(key => [key, statusText(key)]));
  const memberWords = new Map(
    MEMBER_STATES.map(state => [state, memberText(state)]),
  );
  const unknown = statusText('unknown');
  const ages = new Map<string, string>();
  const versions = new Map<string, string>();
  const stale = t('stale');
  const staleNever = pattern(status => t('staleNever', { status }));
  const staleFor = pattern((status, since) =>
    t('staleFor', { status, age: since }),
  );
  const counted = pattern((amount, status) =>
    t('counts.one', { amount, status }),
  );
  const notKnown = t('matrix.notKnown');
  const notPlaced = t('matrix.notPlaced');
  const loading = t('matrix.loading');
  const notSaid = t('matrix.notSaid');

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
  const releaseWord = (state: MemberState) => memberWords.get(state) ?? unknown;
  const markWord = (
    { status, release }: CellMark,
    cell: Extract<MatrixCell, { kind: 'state' }>,
  ) => (release ? releaseWord(release) : cell.word ?? statusWord(status.key));
  const stateWords = (
    cell: Extract<MatrixCell, { kind: 'state' }>,
    now: number,
  ) => {
    const { first, second } = cellMarks(cell);
    const word = [first, ...(second ? [second] : [])]
      .map(mark => markWord(mark, cell))
      .join(', ');
    if (!cell.status.stale) return word;
    const confirmed = age(cell.status.confirmedAt, now);
    return confirmed ? staleFor(word, confirmed) : staleNever(word);
  };
  const cellTexts: MatrixWords['cellTexts'] = (cell, now, isCompact) => {
    if (!cell) return NOTHING_SEEN;
    if (cell.kind === 'not-known') return { lead: '?', rest: '' };
    const detail = cell.detail ? untrustedName(cell.detail) : undefined;
    if (cell.kind === 'text') {
      const lead = cell.text ? version(cell.text) : age(cell.since, now);
      return { lead: lead || '–', rest: isCompact ? '' : detail ?? '' };
    }
    const { first, since } = cellMarks(cell);
    const word = cell.withWord ? markWord(first, cell) : '';
    return {
      lead: cell.version ? version(cell.version) : word,
      rest: isCompact ? '' : detail ?? age(since, now),
    };
  };

  return {
    statusWord,
    notKnown,
    notPlaced,
    loading,
    age,
    version,
    cellTexts,
    releaseWord,
    cellName(cell, now) {
      if (cell === undefined) return loading;
      if (cell === null) return notPlaced;
      if (cell.kind === 'not-known') return notKnown;
      // What is seen of a cell is in its name as it is seen.
      const { lead, rest } = cellTexts(cell, now, false);
      if (cell.kind === 'text') {
        const said = lead === '–' ? notSaid : lead;
        const word = cell.stale ? `${said}, ${stale}` : said;
        return rest ? `${word}, ${rest}` : word;
      }
      const seen = [cell.withWord ? '' : lead, rest].filter(Boolean);
      const word = stateWords(cell, now);
      return seen.length > 0 ? `${word}, ${seen.join(' ')}` : word;
    },
    cellTitle(cell) {
      if (!cell) return '';
      if (cell.kind === 'not-known') {
        return lines([notKnown, cell.reason && untrustedName(cell.reason)]);
      }
      const timeOf = (since: string | undefined) => {
        const time = since ? absoluteTime(since) : undefined;
        return time && `${time.utc}\n${time.local}`;
      };
      const detail = cell.detail && untrustedName(cell.detail);
      if (cell.kind === 'text') {
        return lines([
          cell.text ? untrustedName(cell.text) : !cell.since && notSaid,
          cell.stale && stale,
          timeOf(cell.since),
          detail,
        ]);
      }
      const { status } = cell;
      const { first, second, since } = cellMarks(cell);
      const word = markWord(first, cell);
      return lines([
        status.stale ? `${word}, ${stale}` : word,
        // Also where one mark says enough: what it is, and how far the release is.
        second
          ? markWord(second, cell)
          : first.release && markWord({ status }, cell),
        cell.version && untrustedName(cell.version),
        timeOf(since),
        detail,
        status.reason && untrustedName(status.reason),
      ]);
    },
    rollupName(rollup) {
      if (rollup === undefined) return loading;
      const parts = (rollup ?? []).filter(({ count }) => count > 0);
      if (parts.length === 0) return notPlaced;
      return parts
        .map(({ status, word: told, count }) => {
          const word = told ?? statusWord(status.key);
          return counted(
            AMOUNTS.format(count),
            status.stale ? `${word} (${stale})` : word,
          );
        })
        .join(', ');
    },
  };
}

/** Characters that are in no text, and stand for what is put in their place. */
const PLACES = ['\ue000', '\ue001'] as const;

/** A sentence that is translated once, whatever is put into it. */
function pattern(
  translate: (first: string, second: string) => string,
): (first: string, second?: string) => string {
  const parts = translate(...PLACES).split(/([\ue000\ue001])/);
  return (first, second = '') =>
    parts
      .map(part => {
        if (part === PLACES[0]) return first;
        return part === PLACES[1] ? second : part;
      })
      .join('');
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

function lines(parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}
