import { diffArrays, diffWordsWithSpace } from 'diff';
import { layOutJson } from './layOutJson';
import { shortened, type ShownStretch, type Stretch } from './shortened';

/** So much work is done for one comparison; beyond it lines count as different as a whole. */
const LONGEST_MS = 200;
const MOST_EDITS = 2_000;
const MOST_LINES = 600;
/** Lines that are the same on each side of what is not. */
const CONTEXT = 3;

/** A line of the comparison: what is desired on the left, what is live on the right. */
export type DiffRow =
  | { kind: 'same'; left: ShownStretch[]; right: ShownStretch[] }
  | { kind: 'differs'; left?: ShownStretch[]; right?: ShownStretch[] }
  /** Lines that are the same and are left out. */
  | { kind: 'gap'; lines: number };

/** What is desired against what is live. */
export type Compared = {
  rows: DiffRow[];
  /** Lines that are not shown, as there are too many. */
  moreLines: number;
};

/**
 * Two values as JSON, line against line, and within lines word against word. Either may be
 * absent.
 */
export function compareValues(
  desired: string | undefined,
  live: string | undefined,
  options: { withAll?: boolean } = {},
): Compared {
  const left = desired === undefined ? [] : layOutJson(desired);
  const right = live === undefined ? [] : layOutJson(live);
  const rows = rowsOf(left, right);
  const folded = options.withAll ? rows : withGaps(rows);
  return {
    rows: folded.slice(0, MOST_LINES),
    moreLines: Math.max(0, folded.length - MOST_LINES),
  };
}

function rowsOf(left: string[], right: string[]): DiffRow[] {
  const limits = { timeout: LONGEST_MS, maxEditLength: MOST_EDITS };
  const changes = diffArrays(left, right, limits) ?? [
    { value: left, added: false, removed: true },
    { value: right, added: true, removed: false },
  ];
  const rows: DiffRow[] = [];
  let removed: string[] = [];
  for (const { value, added, removed: isRemoved } of changes) {
    if (isRemoved) {
      removed = [...removed, ...value];
    } else if (added) {
      rows.push(...pairs(removed, value));
      removed = [];
    } else {
      rows.push(...pairs(removed, []), ...value.map(sameRow));
      removed = [];
    }
  }
  return [...rows, ...pairs(removed, [])];
}

function sameRow(text: string): DiffRow {
  const stretches = shortened([{ text, isSame: true }]);
  return { kind: 'same', left: stretches, right: stretches };
}

function pairs(left: string[], right: string[]): DiffRow[] {
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index) => pair(left[index], right[index]),
  );
}

function pair(left: string | undefined, right: string | undefined): DiffRow {
  if (left === undefined || right === undefined) {
    const whole = (text: string) => shortened([{ text, isSame: false }]);
    return {
      kind: 'differs',
      ...(left === undefined ? {} : { left: whole(left) }),
      ...(right === undefined ? {} : { right: whole(right) }),
    };
  }
  const words = diffWordsWithSpace(left, right, {
    timeout: LONGEST_MS,
    maxEditLength: MOST_EDITS,
  });
  const of = (
    isSide: (word: { added: boolean; removed: boolean }) => boolean,
  ) =>
    words
      ?.filter(word => isSide(word))
      .map(
        ({ value, added, removed }): Stretch => ({
          text: value,
          isSame: !added && !removed,
        }),
      );
  return {
    kind: 'differs',
    left: shortened(
      of(({ added }) => !added) ?? [{ text: left, isSame: false }],
    ),
    right: shortened(
      of(({ removed }) => !removed) ?? [{ text: right, isSame: false }],
    ),
  };
}

/** Long stretches of lines that are the same as one line. */
function withGaps(rows: DiffRow[]): DiffRow[] {
  const isNear = rows.map(() => false);
  rows.forEach(({ kind }, at) => {
    if (kind === 'same') return;
    const last = Math.min(rows.length - 1, at + CONTEXT);
    for (let near = Math.max(0, at - CONTEXT); near <= last; near += 1) {
      isNear[near] = true;
    }
  });
  const shown: DiffRow[] = [];
  let lines = 0;
  const close = () => {
    if (lines > 0) shown.push({ kind: 'gap', lines });
    lines = 0;
  };
  rows.forEach((row, at) => {
    if (isNear[at]) {
      close();
      shown.push(row);
    } else {
      lines += 1;
    }
  });
  close();
  return shown;
}
