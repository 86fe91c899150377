import type {
  MapContext,
  Mapped,
} from '@fleetview/backstage-plugin-fleet-node';
import { readReference } from './readReference';
import { readChartRevision } from './readRevision';
import { readSource } from './readSource';
import type { HelmChartObject } from './schema';

/** A chart that Flux took from a repository, mostly for one HelmRelease. */
export function mapHelmChart(
  chart: HelmChartObject,
  context: MapContext,
): Mapped {
  const { spec, status } = chart;
  return readSource(chart, context, {
    url: undefined,
    reference: spec?.version,
    chart: spec?.chart,
    parent: spec?.sourceRef
      ? readReference(spec.sourceRef, context.source.namespace)
      : undefined,
    revision: readChartRevision(status?.artifact?.revision),
    artifactTime: status?.artifact?.lastUpdateTime,
  });
}
