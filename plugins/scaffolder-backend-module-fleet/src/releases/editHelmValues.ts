import { InputError } from '@backstage/errors';
import { isMap, isScalar } from 'yaml';
import { imageOf } from '../images';
import type { Edit } from '../manifests';
import { Manifest } from '../manifests/Manifest';
import { byHand, changedMeanwhile, registryNote } from './refusals';
import type { CalledImage, ReleaseChange } from './ReleaseChange';
import { repositoryName } from './repositoryName';
import { sameImage } from './sameImage';
import { stateOf } from './stateOf';

const USUAL = 'image';

/**
 * What has a file of a chart's values name a release. Where the image has a `digest` that is set,
 * and with it the tag: charts that know one take it before the tag. Else the tag is written as
 * `1.2@sha256:…`: charts put a colon before it, and that pins.
 *
 * @throws ConflictError where it says something else than the plan was made of
 */
export function editHelmValues(
  change: ReleaseChange,
  text: string,
  direction: 'promote' | 'roll-back',
): { edits: Edit[]; notes: string[] } {
  const at = (change.valuesKey ?? USUAL).split('.');
  const where = `'${at.join('.')}' in '${change.path}'`;
  const manifest = new Manifest(change.path, text, 0);
  const node = manifest.node(at);
  const isText = isScalar(node) && typeof node.value === 'string';
  if (!isText && !isMap(node)) {
    throw new InputError(
      `${where} is no image: neither a text nor 'repository', 'tag' and 'digest'. Write there what runs, or correct 'valuesKey' of fleet.promotions.changes.`,
    );
  }
  const said = (key: string) => {
    const own = manifest.node([...at, key]);
    const value = isScalar(own) ? own.source ?? own.value : undefined;
    return value === undefined || value === null ? undefined : String(value);
  };
  const whole = isText ? imageOf(node.value) : undefined;
  const name = isText
    ? whole?.name
    : [said('registry'), said('repository')].filter(Boolean).join('/') ||
      undefined;
  const own = imagesOf(change, name);
  const pair = sameImage(own, where);
  const [tag, inTag] = (said('tag') ?? '').split('@', 2);
  const digest = said('digest') || inTag;
  const written = isText
    ? whole
    : { ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
  const state = stateOf(written, pair, direction);
  if (state === 'there') return { edits: [], notes: [] };
  if (state === 'other') throw changedMeanwhile(change, written, pair);
  const { to } = pair;
  if (to.digest === undefined && to.tag === undefined) {
    throw byHand(change, 'neither a digest nor a tag of it is known.');
  }
  const notes =
    state === 'untold'
      ? [`Which version was configured before cannot be told from ${where}.`]
      : [];
  const running = (pair.from ?? to).repository;
  if (repositoryName(to.repository) !== repositoryName(running)) {
    notes.push(registryNote(running, to.repository));
  }
  const pathOf = (...keys: string[]) =>
    [...at, ...keys].map(key => `[${JSON.stringify(key)}]`).join('');
  if (!isText && said('sha')) {
    throw byHand(
      change,
      `the image has a 'sha', which says its digest as well. Set it by hand.`,
    );
  }
  const ofMap = () =>
    said('digest') === undefined
      ? [
          {
            path: pathOf('tag'),
            value: versionOf(change, to, ''),
            add: true,
          },
        ]
      : [
          { path: pathOf('digest'), value: to.digest ?? '' },
          // Without a digest the tag alone says what it is.
          ...(to.tag !== undefined &&
          (said('tag') !== undefined || to.digest === undefined)
            ? [{ path: pathOf('tag'), value: to.tag, add: true }]
            : []),
        ];
  const values = isText
    ? [
        {
          path: pathOf(),
          value: `${whole?.name ?? running}${versionOf(change, to, ':')}`,
        },
      ]
    : ofMap();
  return {
    edits: [
      { edit: 'helm-values', file: change.path, values } as unknown as Edit,
    ],
    notes,
  };
}

/** The images of a change that a place of that name is of. */
function imagesOf(
  change: ReleaseChange,
  name: string | undefined,
): ReleaseChange['images'] {
  const own = change.images.filter(
    ({ from, to }) =>
      name === undefined ||
      repositoryName((from ?? to).repository) === repositoryName(name),
  );
  if (own.length > 0) return own;
  throw byHand(
    change,
    `it is of the image '${name}', and what runs is ${[
      ...new Set(change.images.map(({ from, to }) => (from ?? to).repository)),
    ]
      .map(each => `'${each}'`)
      .join(' and ')}.`,
  );
}

/** `1.2@sha256:…`, as far as it is known. */
function versionOf(
  change: ReleaseChange,
  { tag, digest }: CalledImage,
  before: string,
): string {
  const pinned = digest === undefined ? '' : `@${digest}`;
  if (tag !== undefined) return `${before}${tag}${pinned}`;
  if (before !== '' && pinned) return pinned;
  throw byHand(
    change,
    "the release has no tag, and the image no 'digest' to set. Add an empty 'digest' to it, if the chart knows one.",
  );
}
