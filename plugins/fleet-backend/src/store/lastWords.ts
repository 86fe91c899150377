import type { ObjectChange } from '../collector/messages';

/** What a batch says of one object in the end. */
export type LastWord = {
  uid: string;
  /** What it became, if it could be read at any time. */
  change?: Extract<ObjectChange, { type: 'facts' | 'deleted' }>;
  /** Why it could not be read after that. */
  skipped?: Extract<ObjectChange, { type: 'skipped' }>;
  /** Nothing is stored of it, as far as is known. */
  isNew: boolean;
};

/** The last word on each object of a batch; what cannot be read takes back nothing. */
export function lastWords(changes: ObjectChange[]): LastWord[] {
  const words = new Map<string, LastWord>();
  for (const change of changes) {
    const { uid } = change;
    let word = words.get(uid);
    if (!word) {
      word = { uid, isNew: change.type === 'facts' && change.isNew };
      words.set(uid, word);
    } else if (change.type !== 'facts' || !change.isNew) {
      word.isNew = false;
    }
    if (change.type === 'skipped') {
      word.skipped = change;
    } else {
      word.change = change;
      word.skipped = undefined;
    }
  }
  return [...words.values()];
}
