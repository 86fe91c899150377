/** Where things are in the workspace, unless a template says otherwise. */
export const PLACES = {
  repository: 'repository',
  changes: 'changes',
  deletions: 'deletions',
};

/** What the inputs say about themselves, which several actions have. */
export const PLACE_WORDS = {
  path: 'The folder of the repository, from its root, that it is about. What is there is looked for below it, and new files go into it.',
  repository: `The folder of the workspace that has the repository's files, by the paths that they have there. '${PLACES.repository}' by default.`,
  changes: `The folder of the workspace that gets the files that change, and no others: what a pull request is made of. '${PLACES.changes}' by default.`,
  deletions: `The folder of the workspace that gets a copy of each file that is deleted, for hosts that want to be given them. '${PLACES.deletions}' by default.`,
};

/** What the outputs say about themselves, which several actions have. */
export const OUTPUT_WORDS = {
  changed:
    'Whether anything changes. Where nothing does there is nothing to make a pull request of.',
  written: 'The files that are written, from the root of the repository.',
  deleted: 'The files that are deleted, from the root of the repository.',
  title: 'A title for the pull request.',
  description: 'A description for the pull request, in Markdown.',
  branch: 'A name for its branch.',
  moves:
    "For 'fs:rename': has the workspace be what is written, for publish actions that take all of it.",
  summary:
    'What is done, in Markdown, with the files that are written: for who started the task.',
};
