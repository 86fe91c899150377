import type { Row } from '../types';

/** The newest Kubernetes minor version among clusters; others are behind it. */
export function newestMinorOf(clusters: Iterable<Row>): number | undefined {
  let newest: number | undefined;
  for (const { kubernetes_minor_number: minor } of clusters) {
    if (minor !== null && (newest === undefined || minor > newest)) {
      newest = Number(minor);
    }
  }
  return newest;
}
