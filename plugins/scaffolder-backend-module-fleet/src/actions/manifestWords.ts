import path from 'node:path';
import type { Edit, EditedFiles } from '../manifests';
import { branchOf } from './branchOf';
import { cut } from './cut';
import {
  list,
  oneLine,
  table,
  type PullRequestWords,
} from './pullRequestWords';
import { valueText } from './valueText';

/** Hosts take descriptions of some length only. */
const MOST = 50;

/** Of a pull request that says other versions or values in files. */
export function manifestWords(
  edits: readonly Edit[],
  { changed, what, notes }: EditedFiles,
): PullRequestWords {
  const [first = '', ...more] = what;
  const folder = path.posix.dirname(edits[0].file.replaceAll('\\', '/'));
  return {
    // The same edits go to the same branch; others never overwrite them.
    branch: branchOf(['manifest', path.posix.basename(folder), first], folder, [
      JSON.stringify(edits),
    ]),
    title: oneLine(
      more.length > 0 ? `${first}, and ${more.length} more` : first,
    ),
    description: [
      table(
        changed
          .slice(0, MOST)
          .flatMap(({ file, path: at, was, now }) => [
            ['File', file] as const,
            ['  at', cut(at)],
            ['  was', was === undefined ? 'not there' : valueText(was)],
            ['  is', valueText(now)],
          ]),
      ),
      list([
        ...notes.slice(0, MOST),
        ...moreOf(changed, 'values'),
        ...moreOf(notes, 'remarks'),
      ]),
      'Every cluster that is made of these files gets it: check that it is meant for all of them.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function moreOf(all: readonly unknown[], what: string): string[] {
  return all.length > MOST
    ? [`${all.length - MOST} more ${what} are not told here.`]
    : [];
}
