import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import type { Json } from '../../yaml';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { commit, digest, object, revision, tag } from '../shared/words';

const REF = ['spec', 'ref'];

/** What a source of Flux is at. */
export const fluxSource = defineEdit({
  name: 'flux-source',
  description:
    "Sets 'spec.ref' of an OCIRepository ('tag', 'digest') or a GitRepository ('branch', 'tag', 'commit') of Flux. What else is there and would count instead goes.",
  fileKind: 'objects',
  input: {
    kind: z
      .enum(['OCIRepository', 'GitRepository'])
      .describe('The kind of the source.'),
    ...object,
    ref: z
      .object({
        branch: revision.describe('Of Git.').optional(),
        tag: revision.describe('Of Git, or of an artifact.').optional(),
        commit: commit.describe('Of Git; the branch stays.').optional(),
        digest: digest.describe('Of an artifact.').optional(),
      })
      .strict()
      .describe('What it is to be at.'),
  },
  apply(wanted, text) {
    const { file, kind } = wanted;
    const ref = checkRef(kind, wanted.ref);
    const manifest = openObject(
      file,
      text,
      [`${kind}.source.toolkit.fluxcd.io`],
      wanted,
    );
    const there = manifest.value([...REF, 'branch']);
    // A commit is looked for in its branch, where one is named.
    const keepsBranch = 'commit' in ref && !('branch' in ref) && there;
    manifest.set(REF, { ...(keepsBranch ? { branch: there } : {}), ...ref });
    return {
      manifest,
      what: `${kind} ${manifest.value([
        'metadata',
        'name',
      ])} is at ${Object.values(ref).join(' ')}`,
    };
  },
});

function checkRef(
  kind: 'OCIRepository' | 'GitRepository',
  ref: { branch?: string; tag?: string; commit?: string; digest?: string },
): { [key: string]: Json } {
  const given = Object.fromEntries(
    Object.entries(ref).filter(([, value]) => value !== undefined),
  );
  const keys = Object.keys(given).sort().join(' and ');
  const may =
    kind === 'GitRepository'
      ? ['branch', 'tag', 'commit', 'branch and commit']
      : ['tag', 'digest', 'digest and tag'];
  if (!may.includes(keys)) {
    throw new InputError(
      `'ref' of a ${kind} is ${
        keys || 'nothing'
      } here. It has to be one of these: ${may
        .map(each => `'${each}'`)
        .join(', ')}.`,
    );
  }
  if (kind === 'OCIRepository' && ref.tag && !tag.safeParse(ref.tag).success) {
    throw new InputError(`'${ref.tag}' is no tag of an artifact.`);
  }
  return given;
}
