import type { Ailing } from './AilingQueue';

/** What the store knows of a follow-up: objects that are not well, and what was found of some before. */
export type StoredFollowUps = {
  ailing: (Omit<Ailing, 'adapter'> & { isGrave: boolean })[];
  /** With whether the object is well again, or gone. */
  diagnosed: { uid: string; isOver: boolean }[];
};

/** As lines, the way of all that the store tells collectors. */
export function toLines({ ailing, diagnosed }: StoredFollowUps): string {
  return [
    ...ailing.map(({ uid, isGrave, version, kind, namespace, name }) =>
      [
        uid,
        isGrave ? 'degraded' : 'progressing',
        version,
        kind,
        namespace,
        name,
      ].join('\t'),
    ),
    ...diagnosed.map(
      ({ uid, isOver }) => `${uid}\t${isOver ? 'over' : 'diagnosed'}`,
    ),
  ].join('\n');
}

export function fromLines(lines: string): StoredFollowUps {
  const stored: StoredFollowUps = { ailing: [], diagnosed: [] };
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const [uid, word, version, kind, namespace, name] = line.split('\t');
    if (word === 'over' || word === 'diagnosed') {
      stored.diagnosed.push({ uid, isOver: word === 'over' });
    } else {
      stored.ailing.push({
        uid,
        isGrave: word === 'degraded',
        version,
        kind,
        namespace,
        name,
      });
    }
  }
  return stored;
}
