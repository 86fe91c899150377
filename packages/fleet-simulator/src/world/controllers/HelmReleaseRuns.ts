import { Clock, toTimestamp } from '../../clock';
import { FieldManager } from '../../store/managedFields';
import { ObjectReference, ObjectStore } from '../../store/ObjectStore';
import { fluxCondition, helmSnapshot } from '../builders/flux';
import { HelmRelease } from '../kinds';
import { openRequests } from './answerFluxRequests';

const WRITER: FieldManager = {
  manager: 'helm-controller',
  operation: 'Update',
  subresource: 'status',
};

/**
 * What HelmReleases do when they are asked to: a forced upgrade, and one more try
 * after the retries are used up. Anything else is only answered.
 */
export class HelmReleaseRuns {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  /** Releases that run, by namespace and name. */
  readonly #running = new Set<string>();
  /** Releases that fail whenever they are tried, with the message. */
  readonly #broken = new Map<string, string>();

  constructor(store: ObjectStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** From now on every upgrade of a release fails. */
  break(reference: ObjectReference, message: string): void {
    this.#broken.set(keyOf(reference), message);
  }

  /** One step of one release. */
  step(reference: ObjectReference): void {
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
    if (Object.keys(answers).length === 0 && !isStale) return;
    if (isAskedToRun) this.#running.add(key);
    this.#answer(reference, answers, isAskedToRun);
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

function keyOf({ namespace, name }: ObjectReference): string {
  return `${namespace}/${name}`;
}
