import { Clock, toTimestamp } from '../../clock';
import { FieldManager } from '../../store/managedFields';
import { Condition, JsonObject, KubernetesObject } from '../../types';
import { setCondition } from '../conditions';
import { Application } from '../kinds';
import { ArgoController } from './ArgoController';

const WRITER: FieldManager = {
  manager: 'argocd-applicationset-controller',
  operation: 'Update',
  subresource: 'status',
};

const REFRESH = 'argocd.argoproj.io/application-set-refresh';

type StepStatus = 'Waiting' | 'Pending' | 'Progressing' | 'Healthy';

type ApplicationStep = {
  application: string;
  lastTransitionTime: string;
  message: string;
  status: StepStatus;
  step: string;
  targetRevisions: string[];
};

type RollingSet = KubernetesObject & {
  spec: { strategy?: { rollingSync?: { steps: RollingStep[] } } };
};

type ApplicationSet = KubernetesObject & {
  status?: {
    conditions?: Condition[];
    resources?: JsonObject[];
    resourcesCount?: number;
    applicationStatus?: ApplicationStep[];
  };
};

const STEP_MESSAGES: Record<StepStatus, string> = {
  Waiting: 'Application has pending changes, setting status to Waiting.',
  Pending:
    'Application moved to Pending status, watching for the Application resource to start Progressing.',
  Progressing:
    'Application resource became Progressing, updating status from Pending to Progressing.',
  Healthy:
    'Application resource became Healthy, updating status from Progressing to Healthy.',
};

/** One ApplicationSet and the Applications that it generated. */
export type SetMembers = {
  name: string;
  /** Application names by step, in order; one step if all go at once. */
  steps: readonly (readonly string[])[];
  rolling: boolean;
  /** How many steps may begin; all unless given. The others wait for a person, as `maxUpdate: 0` says. */
  openSteps?: number;
};

type RollingStep = JsonObject & { maxUpdate?: number };

/** The ApplicationSets of one Argo CD, rolling syncs included. */
export class ApplicationSetController {
  readonly #argo: ArgoController;
  readonly #clock: Clock;
  readonly #sets: SetMembers[] = [];

  constructor(argo: ArgoController, clock: Clock) {
    this.#argo = argo;
    this.#clock = clock;
  }

  add(members: SetMembers): void {
    this.#sets.push(members);
  }

  /** Lets only so many steps of a set begin by themselves; all if not given. */
  open(name: string, openSteps: number | undefined): void {
    const members = this.#sets.find(set => set.name === name);
    if (!members?.rolling || members.openSteps === openSteps) return;
    members.openSteps = openSteps;
    this.#argo.home.store.update<RollingSet>(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        namespace: 'argocd',
        name,
      },
      draft => {
        const { rollingSync } = draft.spec.strategy ?? {};
        if (!rollingSync) return;
        rollingSync.steps = rollingSync.steps.map(
          ({ maxUpdate: _before, ...step }, index) =>
            index < (openSteps ?? Infinity) ? step : { ...step, maxUpdate: 0 },
        );
      },
      { manager: 'release-pipeline', operation: 'Update' },
    );
  }

  /** Why an Application has to wait for its step, if it has to. */
  waitOf(name: string, application: string): string | undefined {
    const members = this.#sets.find(set => set.name === name);
    const entry = this.#get(name)?.status?.applicationStatus?.find(
      status => status.application === application,
    );
    if (!members || entry?.status !== 'Waiting') return undefined;
    const step = Number(entry.step);
    if (step > (members.openSteps ?? Infinity)) {
      return `step ${step} of the ApplicationSet '${name}' has maxUpdate 0`;
    }
    return `step ${step} of the ApplicationSet '${name}' waits for the one before`;
  }

  /** One step for every set. */
  tick(): void {
    for (const members of this.#sets) {
      this.#answer(members.name);
      const steps = members.rolling ? this.#roll(members) : undefined;
      this.#report(members, steps);
    }
  }

  /** Reports on the Applications without starting anything. */
  report(): void {
    for (const members of this.#sets) this.#report(members, undefined);
  }

  /** Starts the syncs of the first step that is not done, and no later one. */
  #roll(members: SetMembers): ApplicationStep[] {
    const time = toTimestamp(this.#clock.now());
    const before = new Map(
      (this.#get(members.name)?.status?.applicationStatus ?? []).map(entry => [
        entry.application,
        entry,
      ]),
    );
    const entries: ApplicationStep[] = [];
    let isOpen = (members.openSteps ?? 1) > 0;
    members.steps.forEach((applications, index) => {
      let isDone = true;
      for (const name of applications) {
        const application = this.#argo.get(name);
        if (!application) continue;
        const old = before.get(name);
        const status = this.#stepStatus(application, old?.status, isOpen);
        if (status === 'Pending' && old?.status !== 'Pending') {
          this.#argo.startSync(name, {
            username: 'applicationset-controller',
            automated: true,
          });
        }
        if (status !== 'Healthy') isDone = false;
        entries.push({
          application: name,
          lastTransitionTime:
            old?.status === status ? old.lastTransitionTime : time,
          message: STEP_MESSAGES[status],
          status,
          step: String(index + 1),
          targetRevisions: [application.status?.sync.revision ?? ''],
        });
      }
      isOpen = isOpen && isDone && index + 1 < (members.openSteps ?? Infinity);
    });
    return entries;
  }

  #stepStatus(
    application: Application,
    old: StepStatus | undefined,
    isOpen: boolean,
  ): StepStatus {
    const { status } = application;
    const isRunning = status?.operationState?.phase === 'Running';
    if (status?.sync.status === 'Synced' && !isRunning) {
      const isHealthy = status.health.status === 'Healthy';
      return isHealthy ? 'Healthy' : 'Progressing';
    }
    if (isRunning) return 'Progressing';
    if (status?.sync.status === 'Unknown') return old ?? 'Waiting';
    // A sync that failed is not begun again before there is something new to sync.
    if (
      status?.operationState?.phase === 'Failed' &&
      status.operationState.syncResult?.revision === status.sync.revision
    ) {
      return 'Progressing';
    }
    return isOpen ? 'Pending' : 'Waiting';
  }

  #report(members: SetMembers, steps: ApplicationStep[] | undefined): void {
    const time = toTimestamp(this.#clock.now());
    const applications = members.steps
      .flat()
      .map(name => this.#argo.get(name))
      .filter((found): found is Application => found !== undefined);
    const isRolling = steps?.some(({ status }) => status !== 'Healthy');
    this.#argo.home.store.update<ApplicationSet>(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        namespace: 'argocd',
        name: members.name,
      },
      draft => {
        let conditions = draft.status?.conditions;
        const set = (
          type: string,
          status: 'True' | 'False',
          reason: string,
          message: string,
        ) => {
          conditions = setCondition(
            conditions,
            { type, status, reason, message },
            time,
          );
        };
        set(
          'ErrorOccurred',
          'False',
          'ApplicationSetUpToDate',
          'All applications have been generated successfully',
        );
        set(
          'ParametersGenerated',
          'True',
          'ParametersGenerated',
          'Successfully generated parameters for all Applications',
        );
        set(
          'ResourcesUpToDate',
          'True',
          'ApplicationSetUpToDate',
          'All applications have been generated successfully',
        );
        if (steps) {
          set(
            'RolloutProgressing',
            isRolling ? 'True' : 'False',
            isRolling
              ? 'ApplicationSetModified'
              : 'ApplicationSetRolloutComplete',
            isRolling
              ? 'ApplicationSet is performing rollout of step'
              : 'ApplicationSet Rollout has completed',
          );
        }
        draft.status = {
          conditions,
          ...(steps && { applicationStatus: steps }),
          resources: applications.map(({ metadata, status }) => ({
            group: 'argoproj.io',
            version: 'v1alpha1',
            kind: 'Application',
            namespace: metadata.namespace,
            name: metadata.name,
            status: status?.sync.status,
            health: status?.health,
          })),
          resourcesCount: applications.length,
        };
      },
      WRITER,
    );
  }

  /** Takes the request away, as the generators run with every step. */
  #answer(name: string): void {
    const set = this.#get(name);
    if (set?.metadata.annotations?.[REFRESH] === undefined) return;
    this.#argo.home.store.update<ApplicationSet>(
      {
        apiVersion: set.apiVersion,
        kind: set.kind,
        namespace: set.metadata.namespace,
        name,
      },
      draft => {
        delete draft.metadata.annotations?.[REFRESH];
      },
      { manager: WRITER.manager, operation: 'Update' },
    );
  }

  #get(name: string): ApplicationSet | undefined {
    return this.#argo.home.store.get<ApplicationSet>({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      namespace: 'argocd',
      name,
    });
  }
}
