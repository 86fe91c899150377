import type { PromotionPlanAnswer } from '@fleetview/backstage-plugin-fleet-common';

/** What a plan brings to clusters, as `fleet:preflight:check` takes it. */
export interface WhatGoesWhere {
  /** Ids of clusters, each once. */
  targets: string[];
  /** Absent where the clusters have it in several, or none is known. */
  namespace?: string;
  /** Each once; those without a digest are left out, as nothing can be compared with them. */
  images: { repository: string; digest: string }[];
}

/** Takes from a plan what would arrive, and where. What is only removed asks for nothing there. */
export function whatGoesWhere({
  items,
  release,
}: PromotionPlanAnswer): WhatGoesWhere {
  const arriving = items.filter(
    ({ change }) => change === 'new' || change === 'changed',
  );
  const [namespace, ...others] = new Set(arriving.map(each => each.namespace));
  const images = new Map<string, { repository: string; digest: string }>();
  for (const { repository, digest } of release?.images ?? []) {
    if (digest) images.set(`${repository}@${digest}`, { repository, digest });
  }
  return {
    targets: [...new Set(arriving.map(({ cluster }) => cluster.id))],
    ...(namespace && others.length === 0 ? { namespace } : {}),
    images: [...images.values()],
  };
}
