import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { mapsOf } from '../../yaml';
import { defineEdit } from '../shared/defineEdit';
import { setHelmValues } from '../shared/helmValues';
import { openKustomization } from '../shared/openKustomization';
import { chartVersion, values } from '../shared/words';
import { valueWords } from '../shared/valueWords';

/** A chart that a kustomization inflates. */
export const kustomizeHelmChart = defineEdit({
  name: 'kustomize-helm-chart',
  description:
    "Sets the version, and values within the kustomization, of one of its 'helmCharts'.",
  fileKind: 'kustomization',
  input: {
    chart: z.string().min(1).max(253).describe("The chart's name."),
    releaseName: z
      .string()
      .min(1)
      .max(253)
      .describe('Its release, where the chart is there several times.')
      .optional(),
    version: chartVersion.describe("The chart's version.").optional(),
    values: values.describe("Values in its 'valuesInline'.").optional(),
  },
  apply({ file, chart, releaseName, version, values: own }, text) {
    if (!version && !own) {
      throw new InputError("There is neither a 'version' nor 'values'.");
    }
    const manifest = openKustomization(file, text);
    const charts = mapsOf(manifest.value(['helmCharts'])).filter(
      ({ map }) =>
        map.name === chart && (!releaseName || map.releaseName === releaseName),
    );
    const [found, ...others] = charts;
    if (!found || others.length > 0) {
      throw new InputError(
        `'helmCharts' in '${file}' has ${
          charts.length === 0 ? 'no' : charts.length
        } of the chart '${chart}'${
          releaseName ? ` with the release '${releaseName}'` : ''
        }. ${
          found
            ? "Name its 'releaseName'; two that have the same are edited by hand."
            : 'Only what is there is edited.'
        }`,
      );
    }
    const at = ['helmCharts', found.index];
    if (version) manifest.set([...at, 'version'], version);
    if (own) setHelmValues(manifest, { at: [...at, 'valuesInline'] }, own);
    return {
      manifest,
      what: [version && `chart ${chart} is ${version}`, own && valueWords(own)]
        .filter(Boolean)
        .join(', '),
    };
  },
});
