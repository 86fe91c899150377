import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { isMap } from 'yaml';
import { mapsOf, parseDocuments, type YamlPath } from '../../yaml';
import { Manifest } from '../Manifest';
import { defineEdit } from '../shared/defineEdit';
import { setHelmValues } from '../shared/helmValues';
import { chartVersion, values } from '../shared/words';
import { valueWords } from '../shared/valueWords';

/** A `fleet.yaml` of Rancher Fleet. */
export const rancherFleet = defineEdit({
  name: 'rancher-fleet',
  description:
    "Sets 'helm.version' and 'helm.values' in a 'fleet.yaml' of Rancher Fleet, for all targets or in one of its 'targetCustomizations'.",
  fileKind: 'fleet',
  input: {
    target: z
      .string()
      .min(1)
      .max(253)
      .describe(
        "The name of one of its 'targetCustomizations'; all targets where it is absent.",
      )
      .optional(),
    version: chartVersion.describe("The chart's version.").optional(),
    values: values.describe("Values in 'helm.values'.").optional(),
  },
  apply({ file, target, version, values: own }, text) {
    if (!version && !own) {
      throw new InputError("There is neither a 'version' nor 'values'.");
    }
    const manifest = open(file, text);
    const at = target === undefined ? [] : targetAt(manifest, target);
    const helm = [...at, 'helm'];
    const notes: string[] = [];
    if (version) {
      checkChart(manifest, at);
      manifest.set([...helm, 'version'], version);
      if (at.length === 0) notes.push(...versionsOfTargets(manifest));
    }
    if (own) {
      setHelmValues(manifest, { at: [...helm, 'values'] }, own);
      const others = ['valuesFiles', 'valuesFrom'].filter(
        key => manifest.has([...helm, key]) || manifest.has(['helm', key]),
      );
      if (others.length > 0) {
        notes.push(
          `'${file}' has values from elsewhere as well (${others
            .map(key => `'helm.${key}'`)
            .join(', ')}), which may say the same and count instead.`,
        );
      }
    }
    return {
      manifest,
      notes,
      what: `${target ? `${target}: ` : ''}${[
        version &&
          `chart ${
            manifest.value([...helm, 'chart']) ??
            manifest.value(['helm', 'chart']) ??
            ''
          } is ${version}`,
        own && valueWords(own),
      ]
        .filter(Boolean)
        .join(', ')}`,
    };
  },
});

function open(file: string, text: string): Manifest {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    throw new InputError(
      `'${file}' cannot be read as YAML: ${documents.because}. Nothing was changed.`,
    );
  }
  if (documents.length !== 1 || !isMap(documents[0].document.contents)) {
    throw new InputError(`'${file}' is no 'fleet.yaml' of one document.`);
  }
  return new Manifest(file, text, 0);
}

function targetAt(manifest: Manifest, target: string): YamlPath {
  const all = mapsOf(manifest.value(['targetCustomizations']));
  const found = all.filter(({ map }) => map.name === target);
  const [first, ...others] = found;
  if (!first || others.length > 0) {
    const names = all.map(({ map }) => `'${map.name}'`).slice(0, 20);
    throw new InputError(
      `'targetCustomizations' in '${manifest.file}' has ${
        found.length || 'none'
      } of the name '${target}'. It has ${
        names.join(', ') || 'none'
      }. Only the one that is there once is edited.`,
    );
  }
  if (first.map.doNotDeploy === true) {
    throw new InputError(
      `'${target}' in '${manifest.file}' says that nothing is deployed there ('doNotDeploy').`,
    );
  }
  return ['targetCustomizations', first.index];
}

/** A chart that lies in the folder has the version that it has. */
function checkChart(manifest: Manifest, at: YamlPath): void {
  const said = (key: string) =>
    manifest.value([...at, 'helm', key]) ?? manifest.value(['helm', key]);
  const isFetched =
    [said('repo'), said('chart')].some(
      each => typeof each === 'string' && each.startsWith('oci://'),
    ) || Boolean(said('repo'));
  if (!isFetched) {
    throw new InputError(
      `'${manifest.file}' takes its chart from no repository ('helm.repo', or 'helm.chart' that begins with 'oci://'), so that 'helm.version' is not read. Change the chart itself.`,
    );
  }
}

function versionsOfTargets(manifest: Manifest): string[] {
  const own = mapsOf(manifest.value(['targetCustomizations'])).filter(
    ({ index }) =>
      manifest.has(['targetCustomizations', index, 'helm', 'version']),
  );
  return own.length === 0
    ? []
    : [
        `These targets in '${
          manifest.file
        }' have a version of their own, which stays: ${own
          .map(({ map }) => `'${map.name}'`)
          .join(', ')}.`,
      ];
}
