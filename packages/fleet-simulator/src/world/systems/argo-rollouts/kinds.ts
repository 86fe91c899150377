import { defineResourceType } from '../../../api/resourceTypes';
import type { Condition, KubernetesObject } from '../../../types';
import type { PodTemplate } from '../../kinds';

/** Of its kinds only the Rollout has a status apart from the rest. */
export const ARGO_ROLLOUTS_TYPES = [
  { kind: 'Rollout', shortNames: ['ro'] },
  { kind: 'AnalysisRun', shortNames: ['ar'], statusSubresource: false },
  { kind: 'Experiment', shortNames: ['exp'], statusSubresource: false },
].map(input =>
  defineResourceType({
    group: 'argoproj.io',
    version: 'v1alpha1',
    custom: true,
    ...input,
  }),
);

export const API_VERSION = 'argoproj.io/v1alpha1';

export type Step = {
  setWeight?: number;
  /** Without a duration it waits for somebody. */
  pause?: { duration?: number };
  analysis?: { templates: { templateName: string }[] };
};

export type PauseCondition = { reason: string; startTime: string };

export type AnalysisPhase =
  | 'Pending'
  | 'Running'
  | 'Successful'
  | 'Failed'
  | 'Inconclusive';

export type AnalysisRunStatus = {
  name: string;
  status: AnalysisPhase;
  message?: string;
};

type Weight = { podTemplateHash: string; serviceName: string; weight: number };

export type RolloutStatus = {
  /** Of this kind it is text. */
  observedGeneration?: string;
  phase?: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded';
  message?: string;
  currentPodHash?: string;
  stableRS?: string;
  currentStepIndex?: number;
  replicas?: number;
  HPAReplicas?: number;
  updatedReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  abort?: boolean;
  abortedAt?: string;
  promoteFull?: boolean;
  controllerPause?: boolean;
  pauseConditions?: PauseCondition[] | null;
  restartedAt?: string;
  selector?: string;
  blueGreen?: { activeSelector?: string; previewSelector?: string };
  canary?: {
    currentStepAnalysisRunStatus?: AnalysisRunStatus;
    currentBackgroundAnalysisRunStatus?: AnalysisRunStatus;
    weights?: { canary: Weight; stable: Weight };
  };
  conditions?: Condition[];
};

export type Rollout = KubernetesObject & {
  spec: {
    replicas: number;
    paused?: boolean;
    restartAt?: string;
    selector: { matchLabels: Record<string, string> };
    template: PodTemplate;
    strategy: {
      canary?: {
        canaryService: string;
        stableService: string;
        steps: Step[];
        analysis?: { templates: { templateName: string }[] };
        [field: string]: unknown;
      };
      blueGreen?: {
        activeService: string;
        previewService: string;
        autoPromotionEnabled?: boolean;
      };
    };
    [field: string]: unknown;
  };
  status?: RolloutStatus;
};

export type Measurement = {
  startedAt: string;
  finishedAt: string;
  phase: AnalysisPhase;
  value: string;
};

export type AnalysisRun = KubernetesObject & {
  spec: {
    terminate?: boolean;
    metrics: {
      name: string;
      /** Without one it goes on until its rollout is done. */
      count?: number;
      failureLimit: number;
      [field: string]: unknown;
    }[];
    [field: string]: unknown;
  };
  status?: {
    phase: AnalysisPhase;
    message?: string;
    startedAt?: string;
    completedAt?: string;
    runSummary?: Record<string, number>;
    metricResults?: {
      name: string;
      phase: AnalysisPhase;
      count: number;
      successful?: number;
      failed?: number;
      measurements: Measurement[];
    }[];
  };
};

export type Experiment = KubernetesObject & {
  spec: {
    terminate?: boolean;
    /** In whole minutes, as `30m`. */
    duration: string;
    [field: string]: unknown;
  };
  status?: {
    phase: AnalysisPhase;
    message?: string;
    availableAt?: string;
    templateStatuses?: { name: string; status: AnalysisPhase }[];
    [field: string]: unknown;
  };
};
