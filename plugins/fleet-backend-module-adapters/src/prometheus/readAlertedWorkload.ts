import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import { readOwner } from '../owners/readOwner';

/**
 * Labels of kube-state-metrics that name a workload, with its kind. `job` is none of them: it
 * is what Prometheus calls what it scrapes.
 */
const KINDS = [
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['cronjob', 'CronJob'],
  ['job_name', 'Job'],
] as const;

/** What an alert is about, as far as its labels name it. */
export type Alerted = {
  namespace?: string;
  workload?: { kind: string; name: string };
  pod?: string;
};

/**
 * What an alert is about. Where what was scraped has a label that Prometheus sets as well, it
 * is the one that starts with `exported_`: the other names what the metric was scraped from.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config (`honor_labels`)
 */
export function readAlertedWorkload(labels: Record<string, string>): Alerted {
  const named = (label: string) => {
    const text = labels[`exported_${label}`] || labels[label];
    return text ? boundedName(text) : undefined;
  };
  const namespace = named('namespace');
  if (!namespace) return {};
  for (const [label, kind] of KINDS) {
    const name = named(label);
    const owner = name && readOwner(kind, name);
    if (owner && owner.kind && owner.name) {
      return { namespace, workload: { kind: owner.kind, name: owner.name } };
    }
  }
  const pod = named('pod');
  return { namespace, ...(pod && { pod }) };
}
