import type { PollItems } from '@fleetview/backstage-plugin-fleet-node';
import type { AllocationAnswer } from './allocationAnswer';
import type { AllocationQuestion } from './allocationQuestions';
import { promLabel } from './allocationQuestions';
import { coarserLines, type KeyedLine } from './coarserLines';
import { gapItems, sinceFirst } from './gaps';
import type { CostItem, CostLine } from './lineSchema';
import { type AllocationLine, readAllocationRow } from './readAllocationRow';
import type { AllocationSettings } from './settings';
import { dayOf } from './wholeDays';

/** Of one answer. Whoever has more workloads asks for fewer days or several servers. */
const MAX_ROWS = 20_000;

type Row = {
  name: string;
  read: AllocationLine | { problem: string };
  raw: unknown;
};

type Read = { question: AllocationQuestion; rows: Row[]; warnings: string[] };

/** A day of history without data. */
type Gap = { question: AllocationQuestion; gap: string };

/** The rows of the one set that an answer has, or why it cannot be believed. */
function rowsOf(
  answer: AllocationAnswer,
  { window, isHistory }: AllocationQuestion,
): Row[] | { gap: string } | { invalid: string } {
  const day = dayOf(window);
  const sets = (answer.data ?? []).flatMap(set =>
    set && Object.keys(set).length > 0 ? [set] : [],
  );
  // An empty set is what is answered where there are no samples: that nothing was spent is another thing.
  if (sets.length === 0) {
    const reason = `no data for ${day}`;
    return isHistory ? { gap: reason } : { invalid: reason };
  }
  if (sets.length > 1) return { invalid: `several sets for ${day}` };
  const entries = Object.entries(sets[0]);
  if (entries.length > MAX_ROWS) {
    return { invalid: `more than ${MAX_ROWS} rows for ${day}` };
  }
  const rows = entries.map(([name, raw]) => ({
    name,
    raw,
    read: readAllocationRow(name, raw, window),
  }));
  const [first] = rows;
  if (rows.every(({ read }) => 'problem' in read) && 'problem' in first.read) {
    return { invalid: first.read.problem };
  }
  return rows;
}

/** What a row was grouped by that was grouped by a label. A label's value has no slash. */
function labelOf(name: string, raw: unknown, key: string) {
  const { labels } = Object(Object(raw).properties);
  const own = Object(labels)[promLabel(key)];
  const value =
    typeof own === 'string' ? own : name.slice(name.lastIndexOf('/') + 1);
  return { key, value };
}

/** What a row says that it is of, also one that cannot be read otherwise. */
function clusterOf(raw: unknown): string | undefined {
  const { cluster } = Object(Object(raw).properties);
  return typeof cluster === 'string' && cluster ? cluster : undefined;
}

/**
 * Of which clusters something is missing in an answer. A row that cannot be read and does
 * not say of which cluster it is may be of any.
 */
function lackingIn(
  { rows, warnings }: Read,
  of: (id: string | undefined) => CostLine['of'],
): (cluster: string | undefined) => boolean {
  const whose = (id: string | undefined) =>
    of(id) === 'observer' ? 'observer' : JSON.stringify(id);
  const unread = rows.flatMap(({ read, raw }) =>
    'problem' in read ? [clusterOf(raw)] : [],
  );
  if (warnings.length > 0 || unread.includes(undefined)) return () => true;
  const lacking = new Set(unread.map(whose));
  return cluster => lacking.has(whose(cluster));
}

/** All items of all answers: workloads and labels as they were answered, namespaces and clusters summed up. */
export function readAllocationItems(options: {
  answers: AllocationAnswer[];
  questions: AllocationQuestion[];
  settings: AllocationSettings;
  /** Whose cluster one is that the tool calls so. */
  of: (id: string | undefined) => CostLine['of'];
}): PollItems {
  const { answers, questions, settings, of } = options;
  const told: (Read | Gap)[] = [];
  for (const [index, question] of questions.entries()) {
    const answer = answers[index];
    const rows = rowsOf(answer, question);
    if ('invalid' in rows) return rows;
    told.push(
      'gap' in rows
        ? { question, ...rows }
        : {
            question,
            rows,
            warnings: answer.warning ? [answer.warning] : [],
          },
    );
  }
  const since = sinceFirst(told);
  const reads = since.filter(each => 'rows' in each);
  const keyed: { key: string; name: string; item: CostItem }[] = gapItems(
    since.flatMap(each =>
      'gap' in each
        ? [{ ...each, by: [each.question.label ?? 'workload'] }]
        : [],
    ),
  );
  for (const read of reads) {
    const isLacking = lackingIn(read, of);
    const complete = (line: AllocationLine): CostLine => ({
      ...line,
      grain: 'workload',
      of: of(line.cluster),
      ...(settings.currency ? { currency: settings.currency } : {}),
      query: read.question.path,
      estimated: false,
      ...(isLacking(line.cluster) && { partial: true }),
      warnings: [...line.warnings, ...read.warnings],
    });
    keyed.push(...itemsOf(read, complete));
  }
  return keyed;
}

function itemsOf(
  { question, rows, warnings }: Read,
  complete: (line: AllocationLine) => CostLine,
): { key: string; name: string; item: CostItem }[] {
  const day = dayOf(question.window);
  const { label } = question;
  const good: CostLine[] = [];
  const items: { key: string; name: string; item: CostItem }[] = rows.map(
    ({ name, read, raw }) => {
      const key = JSON.stringify([day, label ?? 'workload', name]);
      if ('problem' in read)
        return { key, name: nameOf(name, day), item: read };
      const line = complete(read);
      good.push(line);
      return {
        key,
        name: nameOf(name, day),
        item: label
          ? {
              ...line,
              grain: 'label' as const,
              ...(line.share === 'used'
                ? { label: labelOf(name, raw, label) }
                : {}),
            }
          : line,
      };
    },
  );
  if (label !== undefined) return items;
  const bad = rows.length - good.length;
  const tooSmall =
    bad > 0 ? [`${bad} of ${rows.length} rows could not be read`] : [];
  return [
    ...items,
    ...coarserLines(good, day).map(({ key, line }: KeyedLine) => ({
      key,
      name: nameOf(line.name, day),
      // What is wrong with one row is said there.
      item: { ...line, warnings: [...tooSmall, ...warnings] },
    })),
  ];
}

/** What an item is called where its facts come from. */
function nameOf(name: string, day: string): string {
  return `${day} ${name}`.slice(0, 512);
}
