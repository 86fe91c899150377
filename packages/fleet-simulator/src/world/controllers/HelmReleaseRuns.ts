import { Clock, toTimestamp } from '../../clock';
import { FieldManager } from '../../store/managedFields';
import { ObjectReference, ObjectStore } from '../../store/ObjectStore';
import { isJsonObject } from '../../types';
import { fluxCondition, helmSnapshot } from '../builders/flux';
import { findCondition, setCondition } from '../conditions';
import type { Instance } from '../Instance';
import { HelmRelease } from '../kinds';
import { openRequests } from './answerFluxRequests';
import { correctDrift, findDrift } from './helmDrift';
import { durationOf, Schedule } from './reconcileInterval';

const WRITER: FieldManager = {
  manager: 'helm-controller',
  operation: 'Update',
  subresource: 'status',
};

/**
 * What HelmReleases do when they are asked to: a forced upgrade, and one more try
 * after the retries are used up. Anything else is only answered. At their interval,
 * and whenever they are asked, they look for drift as `spec.driftDetection` says.
 */
export class HelmReleaseRuns {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  /** Releases that run, by namespace and name. */
  readonly #running = new Set<string>();
  /** Releases that fail whenever they are tried, with the message. */
  readonly #broken = new Map<string, string>();
  readonly #schedule = new Schedule();
  readonly #cluster: string;

  constructor(store: ObjectStore, clock: Clock, cluster: string) {
    this.#store = store;
    this.#clock = clock;
    this.#cluster = cluster;
  }

  /** When a release is looked at next; never while it is suspended or looks for no drift. */
  nextRun(reference: ObjectReference): number | undefined {
    const release = this.#store.get<HelmRelease>(reference);
    return release && this.#looksForDrift(release)
      ? this.#schedule.next(
          this.#scheduleKey(reference),
          durationOf(release.spec.interval),
          this.#clock.now(),
        )
      : undefined;
  }

  lastRun(reference: ObjectReference): number | undefined {
    return this.#schedule.lastRun(this.#scheduleKey(reference));
  }

  ranAt(reference: ObjectReference, time: number): void {
    this.#schedule.ran(this.#scheduleKey(reference), time);
  }

  #scheduleKey(reference: ObjectReference): string {
    return `${this.#cluster}/${keyOf(reference)}`;
  }

  /** One that failed is out of sync with its chart, which is told before any drift. */
  #looksForDrift({ spec, status }: HelmRelease): boolean {
    return (
      !spec.suspend &&
      ['enabled', 'warn'].includes(modeOf(spec)) &&
      findCondition(status?.conditions, 'Released')?.status === 'True'
    );
  }

  /** From now on every upgrade of a release fails. */
  break(reference: ObjectReference, message: string): void {
    this.#broken.set(keyOf(reference), message);
  }

  /** One step of one release. */
  step(reference: ObjectReference, instance: Instance): void {
    const release = this.#store.get<HelmRelease>(reference);
    if (!release || release.spec.suspend) return;
    const key = keyOf(reference);
    if (this.#running.delete(key)) {
      const message = this.#broken.get(key);
      if (message) this.#fail(reference, message);
      else this.#succeed(reference);
      return;
    }
    const answers = openRequests(release);
    const isAskedToRun =
      answers.lastHandledForceAt !== undefined ||
      (answers.lastHandledResetAt !== undefined && this.#broken.has(key));
    const isStale =
      release.status?.observedGeneration !== release.metadata.generation;
    const isAsked = Object.keys(answers).length > 0 || isStale;
    const isDue = this.#clock.now() >= (this.nextRun(reference) ?? Infinity);
    if (!isAsked && !isDue) return;
    if (isAskedToRun) this.#running.add(key);
    if (isAsked) this.#answer(reference, answers, isAskedToRun);
    if (!isAskedToRun) this.#lookForDrift(reference, instance);
  }

  /**
   * As `DetermineReleaseState` and `actionForState` of helm-controller do: with `warn` the
   * condition `Drifted` says what differs and Ready stays true, with `enabled` it is taken
   * back at once. A release that has never drifted says nothing of it here.
   */
  #lookForDrift(reference: ObjectReference, instance: Instance): void {
    const release = this.#store.get<HelmRelease>(reference);
    if (!release || !this.#looksForDrift(release)) return;
    const now = this.#clock.now();
    this.#schedule.ran(this.#scheduleKey(reference), now);
    // What is released now, whatever the scenario wants by now.
    const appVersion = release.status?.history?.[0]?.appVersion;
    const manifests = instance.manifests(
      String(appVersion ?? instance.desiredVersion),
    );
    let drift = findDrift(this.#store, manifests);
    if (drift.length > 0 && modeOf(release.spec) === 'enabled') {
      correctDrift(this.#store, drift);
      drift = findDrift(this.#store, manifests);
    }
    const { conditions = [], history = [] } = release.status ?? {};
    if (drift.length === 0 && !findCondition(conditions, 'Drifted')) return;
    const [{ namespace, name, version }] = history;
    const generation = release.metadata.generation ?? 1;
    const time = toTimestamp(now);
    const condition =
      drift.length > 0
        ? fluxCondition(
            'Drifted',
            'True',
            'DriftDetected',
            `Cluster state of release ${namespace}/${name}.v${version} has drifted from the desired state:\n${drift
              .map(({ summary }) => summary)
              .join('\n')}`,
            time,
            generation,
          )
        : fluxCondition(
            'Drifted',
            'False',
            'NoDriftDetected',
            `No drift detected for release ${namespace}/${name}.v${version}`,
            time,
            generation,
          );
    this.#store.update<HelmRelease>(
      reference,
      draft => {
        draft.status = {
          ...draft.status,
          conditions: setCondition(conditions, condition, time),
        };
      },
      WRITER,
    );
  }

  #answer(
    reference: ObjectReference,
    answers: Record<string, string>,
    isAskedToRun: boolean,
  ): void {
    const time = toTimestamp(this.#clock.now());
    this.#store.update<HelmRelease>(
      reference,
      draft => {
        const generation = draft.metadata.generation ?? 1;
        const message = "Running 'upgrade' action with timeout of 5m0s";
        draft.status = {
          ...draft.status,
          ...answers,
          observedGeneration: generation,
          ...(isAskedToRun && {
            ...(answers.lastHandledResetAt && {
              failures: 0,
              upgradeFailures: 0,
            }),
            conditions: ['Reconciling', 'Ready'].map(type =>
              fluxCondition(
                type,
                type === 'Ready' ? 'Unknown' : 'True',
                'Progressing',
                message,
                time,
                generation,
              ),
            ),
          }),
        };
      },
      WRITER,
    );
  }

  #succeed(reference: ObjectReference): void {
    const time = toTimestamp(this.#clock.now());
    this.#store.update<HelmRelease>(
      reference,
      draft => {
        const generation = draft.metadata.generation ?? 1;
        const [last, ...older] = draft.status?.history ?? [];
        if (!last) return;
        const { name, namespace, chartName, chartVersion, appVersion } = last;
        const version = last.version + 1;
        const message = `Helm upgrade succeeded for release ${namespace}/${name}.v${version} with chart ${chartName}@${chartVersion}`;
        draft.status = {
          ...draft.status,
          lastAttemptedReleaseAction: 'upgrade',
          history: [
            helmSnapshot({
              name: String(name),
              namespace: String(namespace),
              chart: String(chartName),
              chartVersion,
              ...(appVersion !== undefined && {
                appVersion: String(appVersion),
              }),
              version,
              status: 'deployed',
              firstDeployed: String(last.firstDeployed ?? time),
              lastDeployed: time,
            }),
            { ...last, status: 'superseded' },
            ...older,
          ].slice(0, 5),
          conditions: ['Ready', 'Released'].map(type =>
            fluxCondition(
              type,
              'True',
              'UpgradeSucceeded',
              message,
              time,
              generation,
            ),
          ),
        };
      },
      WRITER,
    );
  }

  #fail(reference: ObjectReference, message: string): void {
    const time = toTimestamp(this.#clock.now());
    this.#store.update<HelmRelease>(
      reference,
      draft => {
        const generation = draft.metadata.generation ?? 1;
        draft.status = {
          ...draft.status,
          failures: 4,
          upgradeFailures: 4,
          conditions: [
            fluxCondition(
              'Stalled',
              'True',
              'RetriesExceeded',
              'Failed to upgrade after 4 attempt(s)',
              time,
              generation,
            ),
            ...['Ready', 'Released'].map(type =>
              fluxCondition(
                type,
                'False',
                'UpgradeFailed',
                message,
                time,
                generation,
              ),
            ),
          ],
        };
      },
      WRITER,
    );
  }
}

function modeOf(spec: HelmRelease['spec']): string {
  const { driftDetection } = spec;
  return isJsonObject(driftDetection) ? String(driftDetection.mode) : '';
}

function keyOf({ namespace, name }: ObjectReference): string {
  return `${namespace}/${name}`;
}
