import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import type { ChangedFiles } from '../workspace';
import { PLACES } from './places';
import type { PullRequestWords } from './pullRequestWords';

type Outputs = Omit<ChangedFiles, 'texts'> &
  PullRequestWords & {
    changed: boolean;
    summary: string;
    moves: { from: string; to: string }[];
  };

const NOTHING = 'The repository has all of it already: nothing changes.';
/** What a page can show at a glance. */
const LONGEST_PREVIEW = 20_000;

/** As far as it is looked for credentials: what is cut by that is not shown. */
const LONGEST_READ = 1.5 * LONGEST_PREVIEW;
/** A file that has an object of that kind. */
const SECRET = /^\s*["']?kind["']?\s*:\s*["']?Secret\b/m;

/** Hands out what was done, and says it in the log of the task. */
export function finish(
  context: {
    input: { changes?: string | undefined };
    logger: { info(message: string): void };
    output<K extends keyof Outputs>(name: K, value: Outputs[K]): void;
  },
  done: {
    files: ChangedFiles;
    words: PullRequestWords;
    notes: readonly string[];
  },
): void {
  const { written, deleted } = done.files;
  for (const note of done.notes) context.logger.info(note);
  for (const file of written) context.logger.info(`Written: ${file}`);
  for (const file of deleted) context.logger.info(`Deleted: ${file}`);
  const changed = written.length + deleted.length > 0;
  if (!changed) {
    context.logger.info(NOTHING);
  }
  context.output('changed', changed);
  context.output('written', written);
  context.output('deleted', deleted);
  context.output('title', done.words.title);
  context.output('description', done.words.description);
  context.output('branch', done.words.branch);
  const folder = context.input.changes ?? PLACES.changes;
  context.output(
    'moves',
    written.map(file => ({ from: `${folder}/${file}`, to: file })),
  );
  context.output(
    'summary',
    [
      ...(changed ? [] : [`${NOTHING} No pull request is opened.`]),
      done.words.description,
      previewOf(done.files),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
}

function previewOf({ texts }: ChangedFiles): string {
  const preview = [...texts]
    // Set in by four spaces, no text of others can end the block that it is in.
    .map(([file, text]) => [`**${file}**`, '', ...linesOf(text)].join('\n'))
    .join('\n\n');
  return preview.length > LONGEST_PREVIEW
    ? `${preview.slice(0, LONGEST_PREVIEW)}\n\n(cut here)`
    : preview;
}

/** Who may see the task may see less than who may read the repository. */
function linesOf(text: string): string[] {
  return SECRET.test(text)
    ? ['(not shown: a Secret is in it as well)']
    : withoutCredentials(text.slice(0, LONGEST_READ))
        .split('\n')
        .map(line => `    ${line}`);
}
