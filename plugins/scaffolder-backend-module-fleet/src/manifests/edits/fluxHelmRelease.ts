import { InputError } from '@backstage/errors';
import { defineEdit } from '../shared/defineEdit';
import { setHelmValues } from '../shared/helmValues';
import { openObject } from '../shared/openObject';
import { chartVersion, object, values } from '../shared/words';
import { valueWords } from '../shared/valueWords';
import type { Manifest } from '../Manifest';

const VERSION = ['spec', 'chart', 'spec', 'version'];

/** A HelmRelease of Flux. */
export const fluxHelmRelease = defineEdit({
  name: 'flux-helm-release',
  description:
    "Sets the version of the chart ('spec.chart.spec.version') and values ('spec.values') of a HelmRelease of Flux. Where it takes its chart from an OCIRepository, that is edited as 'flux-source'.",
  fileKind: 'objects',
  input: {
    ...object,
    chartVersion: chartVersion.describe("The chart's version.").optional(),
    values: values.describe("Values in 'spec.values'.").optional(),
  },
  apply(wanted, text) {
    const { file, chartVersion: version, values: own } = wanted;
    if (!version && !own) {
      throw new InputError("There is neither a 'chartVersion' nor 'values'.");
    }
    const manifest = openObject(
      file,
      text,
      ['HelmRelease.helm.toolkit.fluxcd.io'],
      wanted,
    );
    if (version) {
      checkChart(manifest);
      manifest.set(VERSION, version);
    }
    if (own) setHelmValues(manifest, { at: ['spec', 'values'] }, own);
    const notes = manifest.has(['spec', 'postRenderers'])
      ? [
          `'spec.postRenderers' in '${file}' change what the chart makes: look whether they set the same.`,
        ]
      : [];
    return {
      manifest,
      notes,
      what: [
        version &&
          `chart ${
            manifest.value(['spec', 'chart', 'spec', 'chart']) ??
            `of ${manifest.value(['metadata', 'name'])}`
          } is ${version}`,
        own && valueWords(own),
      ]
        .filter(Boolean)
        .join(', '),
    };
  },
});

/** A version counts only where the chart is of a repository of charts. */
function checkChart(manifest: Manifest): void {
  const at = (path: string) => manifest.value(path.split('.'));
  const from = (path: string) =>
    `${at(`${path}.kind`)} '${at(`${path}.name`)}'`;
  if (manifest.has(['spec', 'chartRef'])) {
    throw new InputError(
      `The HelmRelease in '${manifest.file}' takes its chart from the ${from(
        'spec.chartRef',
      )}. Set the version there, with the edit 'flux-source'.`,
    );
  }
  // In an overlay a patch says the version alone.
  if (!at('spec.chart.spec.chart') && !manifest.has(VERSION)) {
    throw new InputError(
      `The HelmRelease in '${manifest.file}' names neither a chart ('spec.chart.spec.chart') nor a version. Name the file that does.`,
    );
  }
  const source = at('spec.chart.spec.sourceRef.kind');
  if (source !== undefined && source !== 'HelmRepository') {
    throw new InputError(
      `The chart of the HelmRelease in '${manifest.file}' is in the ${from(
        'spec.chart.spec.sourceRef',
      )}, of which a version of the chart is not read. Set its revision, with the edit 'flux-source'.`,
    );
  }
}
