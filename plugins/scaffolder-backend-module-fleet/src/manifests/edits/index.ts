import { z } from 'zod/v3';
import { argoApplication } from './argoApplication';
import {
  argoApplicationSetElement,
  argoApplicationSetTemplate,
} from './argoApplicationSet';
import { fluxHelmRelease } from './fluxHelmRelease';
import { fluxKustomization } from './fluxKustomization';
import { fluxSource } from './fluxSource';
import { helmValues } from './helmValues';
import { karmadaOverride } from './karmadaOverride';
import { karmadaPlacement } from './karmadaPlacement';
import { kustomizeHelmChart } from './kustomizeHelmChart';
import { kustomizeImages } from './kustomizeImages';
import { kustomizePatch } from './kustomizePatch';
import { kustomizeReplicas } from './kustomizeReplicas';
import { object } from './object';
import { ocmPlacement } from './ocmPlacement';
import { ocmWork } from './ocmWork';
import { rancherFleet } from './rancherFleet';

/** All kinds of edits. */
export const EDITS = [
  kustomizeImages,
  kustomizeReplicas,
  kustomizeHelmChart,
  kustomizePatch,
  object,
  helmValues,
  fluxHelmRelease,
  fluxSource,
  fluxKustomization,
  argoApplication,
  argoApplicationSetElement,
  argoApplicationSetTemplate,
  rancherFleet,
  karmadaPlacement,
  karmadaOverride,
  ocmPlacement,
  ocmWork,
] as const;

/** What an edit wants, as data. */
export const edit = z.discriminatedUnion('edit', [
  kustomizeImages.schema,
  kustomizeReplicas.schema,
  kustomizeHelmChart.schema,
  kustomizePatch.schema,
  object.schema,
  helmValues.schema,
  fluxHelmRelease.schema,
  fluxSource.schema,
  fluxKustomization.schema,
  argoApplication.schema,
  argoApplicationSetElement.schema,
  argoApplicationSetTemplate.schema,
  rancherFleet.schema,
  karmadaPlacement.schema,
  karmadaOverride.schema,
  ocmPlacement.schema,
  ocmWork.schema,
]);

export type Edit = z.infer<typeof edit>;
