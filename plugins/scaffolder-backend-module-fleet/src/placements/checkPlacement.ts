import path from 'node:path';
import { InputError } from '@backstage/errors';
import {
  checkFolder,
  checkLabel,
  checkObjectName,
  checkReference,
  refuse,
} from '../clusters';
import { checkFile, templateIn } from '../manifests';
import { METHOD_RULES } from './methods';
import { need } from './need';
import { readValue } from './readValue';
import type {
  PlacedSource,
  Placement,
  PlacementInput,
  PlacementOptions,
} from './Placement';

const OPTIONS: readonly (keyof PlacementOptions)[] = [
  'file',
  'name',
  'namespace',
  'key',
  'label',
  'source',
  'resources',
  'overrides',
  'clusterSet',
  'work',
  'base',
  'values',
  'images',
  'replicas',
  'patches',
];

const FILE_PART = /^[A-Za-z0-9_](?:[\w.-]{0,126}\w)?$/;
/** As Kubernetes takes keys of labels; those of engines as well, since this one only chooses. */
const LABEL_KEY =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const REPOSITORY =
  /^(?:https:\/\/[^\s@?#]+|oci:\/\/[^\s@?#]+|ssh:\/\/git@[^\s@?#]+|git@[\w.-]+:[\w./~-]+)$/;
const REVISION =
  /^(?!.*(?:\.\.|\/\/|\.lock$|[/.]$))[A-Za-z0-9][\w./+-]{0,254}$/;
const CHART = /^[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/;
const API_VERSION =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?v\d\w{0,30}$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const REGISTRY =
  /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;

const NEEDED: { readonly [K in keyof PlacementOptions]: string } = {
  file: "name the file that says where it goes, from the root of the repository, as in 'argocd/checkout.yaml'. It need not be there yet.",
  label: 'name the label of clusters whose value is their name.',
  base: 'name the folder that the files of values are in.',
  values: 'say what is to be different on these clusters.',
};

/**
 * Checks what somebody wants placed, before anything is read.
 *
 * @param folder - as somebody wrote it
 * @throws InputError that says which input is wrong, and what it may be
 */
export function checkPlacement(
  input: PlacementInput,
  folder: string,
): Omit<Placement, 'clusters'> {
  const { method } = input;
  const rules = METHOD_RULES[method];
  const foreign = OPTIONS.find(
    key => input[key] !== undefined && !rules.takes.includes(key),
  );
  if (foreign) {
    throw new InputError(
      `'${foreign}' means nothing for '${method}': leave it out.`,
    );
  }
  for (const key of rules.needs) need(input, key, NEEDED[key] ?? 'name it.');
  const component = checkReference('component', input.component, ['component']);
  const name = (input.name ?? component.split('/')[1]).toLocaleLowerCase(
    'en-US',
  );
  const { file, namespace, label, source, clusterSet, work, base } = input;
  for (const { apiVersion, kind, name: own } of input.resources ?? []) {
    check('resources', apiVersion, API_VERSION, 'it is no apiVersion.');
    check('resources', kind, KIND, 'it is no kind.');
    checkObjectName('resources', own);
  }
  for (const each of input.patches ?? []) {
    checkObjectName('patches', each.name);
  }
  if (input.overrides) checkOverrides(input.overrides);
  const within = checkFolder(folder);
  for (const [key, own] of [
    ['file', file],
    ['work', work?.file],
    ['base', base],
  ] as const) {
    checkIsBelow(within, key, own);
  }
  return {
    ...input,
    component,
    name: checkObjectName('name', name),
    folder: within,
    ...(input.values
      ? { values: input.values.map(each => readValue('values', each)) }
      : {}),
    ...(input.patches
      ? { patches: input.patches.map(each => readValue('patches', each)) }
      : {}),
    ...(file === undefined ? {} : { file: checkOwnFile('file', file) }),
    ...(namespace === undefined
      ? {}
      : { namespace: checkLabel('namespace', namespace) }),
    ...(label === undefined
      ? {}
      : {
          label: check('label', label, LABEL_KEY, 'it is no key of a label.'),
        }),
    ...(source === undefined ? {} : { source: checkSource(source) }),
    ...(clusterSet === undefined
      ? {}
      : { clusterSet: checkLabel('clusterSet', clusterSet) }),
    ...(work === undefined
      ? {}
      : { work: { ...work, file: checkOwnFile('work', work.file) } }),
    ...(base === undefined ? {} : { base: checkFolder(base) }),
  };
}

/**
 * Checks the clusters, as the fleet calls them, and that each value is for one of them.
 *
 * @throws InputError where the method's engine knows no cluster of such a name
 */
export function placementOn(
  placement: Omit<Placement, 'clusters'>,
  clusters: readonly string[],
): Placement {
  for (const each of clusters) {
    METHOD_RULES[placement.method].checkCluster(each);
  }
  for (const key of ['values', 'images', 'replicas', 'patches'] as const) {
    for (const { cluster } of placement[key] ?? []) {
      if (cluster === undefined || clusters.includes(cluster)) continue;
      refuse(
        key,
        cluster,
        `it is none of the clusters: ${clusters.join(', ')}.`,
      );
    }
  }
  return { ...placement, clusters };
}

/** What was not fetched is no file that is not there: it would be overwritten. */
function checkIsBelow(folder: string, input: string, own?: string): void {
  if (own === undefined || folder === '.') return;
  if (path.posix.normalize(own).startsWith(`${folder}/`)) return;
  refuse(
    input,
    own,
    `it is not below '${folder}' ('path'), which is all that is looked at. Write it from the root of the repository.`,
  );
}

function check(
  input: string,
  value: string,
  pattern: RegExp,
  because: string,
): string {
  return pattern.test(value) ? value : refuse(input, value, because);
}

/** What may be new has a name that nobody has to quote. */
function checkOwnFile(input: string, file: string): string {
  const own = checkFile(file, 'objects');
  if (own.length > 500 || !own.split('/').every(part => FILE_PART.test(part))) {
    refuse(
      input,
      file,
      "it has to be a path from the root of the repository, of letters, digits, '-', '_' and '.'.",
    );
  }
  return own;
}

function checkSource(source: PlacedSource): PlacedSource {
  const { repoURL, targetRevision, chart, project, namespace } = source;
  check(
    'source.repoURL',
    repoURL,
    REPOSITORY,
    'it has to be the address of a repository, without credentials.',
  );
  if (templateIn(repoURL))
    refuse('source.repoURL', repoURL, 'it is a template.');
  if (targetRevision !== undefined) {
    check(
      'source.targetRevision',
      targetRevision,
      REVISION,
      'it is no branch, tag, commit or version.',
    );
  }
  if (chart !== undefined) {
    check('source.chart', chart, CHART, 'it is no name of a chart.');
  }
  if (project !== undefined) checkObjectName('source.project', project);
  checkLabel('source.namespace', namespace);
  return source.path === undefined
    ? source
    : { ...source, path: checkFolder(source.path) };
}

function checkOverrides({
  registry,
  tag,
  replicas,
}: NonNullable<PlacementOptions['overrides']>): void {
  if (registry !== undefined) {
    check('overrides.registry', registry, REGISTRY, 'it is no registry.');
  }
  if (tag !== undefined) {
    check('overrides.tag', tag, TAG, 'it is no tag of an image.');
  }
  const isNumber =
    replicas === undefined ||
    (Number.isInteger(replicas) && replicas >= 0 && replicas <= 10_000);
  if (!isNumber) {
    refuse('overrides.replicas', replicas, 'it is no number of replicas.');
  }
}
