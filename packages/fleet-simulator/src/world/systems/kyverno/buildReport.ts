import { uidFor } from '../../../random';
import type { KubernetesObject } from '../../../types';
import {
  type PolicyReport,
  REPORTS_GROUP,
  type ReportedWord,
  type ReportResult,
} from './types';

const WORDS: ReportedWord[] = ['pass', 'fail', 'warn', 'error', 'skip'];

/** The report on one object, which bears the object's uid as its name. */
export function buildReport(
  subject: KubernetesObject,
  results: ReportResult[],
): PolicyReport {
  const { apiVersion, kind } = subject;
  const { namespace, name } = subject.metadata;
  const uid = subject.metadata.uid ?? uidFor(kind, namespace ?? '', name);
  const scope = { apiVersion, kind, name, uid };
  return {
    apiVersion: `${REPORTS_GROUP}/v1alpha2`,
    kind: namespace ? 'PolicyReport' : 'ClusterPolicyReport',
    metadata: {
      name: uid,
      ...(namespace && { namespace }),
      labels: { 'app.kubernetes.io/managed-by': 'kyverno' },
      ownerReferences: [scope],
    },
    scope: { ...scope, ...(namespace && { namespace }) },
    results,
    summary: Object.fromEntries(
      WORDS.map(word => [
        word,
        results.filter(({ result }) => result === word).length,
      ]),
    ) as PolicyReport['summary'],
  };
}
