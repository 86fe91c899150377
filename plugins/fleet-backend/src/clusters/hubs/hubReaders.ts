import type { HubType } from '../../config/FleetConfig';
import { argocdHub } from './argocd';
import { capiHub } from './capi';
import { clusterProfileHub } from './cluster-profile';
import type { HubReader } from './HubReader';
import { karmadaHub } from './karmada';
import { ocmHub } from './ocm';
import { rancherHub } from './rancher';

/** One reader per type of hub. */
export const hubReaders: Record<HubType, HubReader> = {
  argocd: argocdHub,
  capi: capiHub,
  'cluster-profile': clusterProfileHub,
  karmada: karmadaHub,
  ocm: ocmHub,
  rancher: rancherHub,
};
