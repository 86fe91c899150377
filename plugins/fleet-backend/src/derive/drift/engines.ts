import type {
  DeliveryFact,
  EngineEvidence,
} from '@fleetview/backstage-plugin-fleet-common';

/**
 * Engines that compare what is there with what they want, again and again, and say so of
 * each resource. Of others `synced` means that it was applied once.
 */
const COMPARING: ReadonlySet<string> = new Set(['argocd']);

/** By which names engines write. */
const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  argocd: ['argocd', 'argocd-controller', 'argocd-application-controller'],
  flux: ['kustomize-controller', 'helm-controller'],
  'open-cluster-management': ['work-agent'],
};

export function compares(engine: string): boolean {
  return COMPARING.has(engine);
}

/** What is known of the engine of a delivery, as far as it concerns one resource. */
export function evidenceOfEngine(
  { engine, desiredRevision, appliedRevision, operation, sync }: DeliveryFact,
  hasFailed: boolean,
): EngineEvidence {
  const managers = Object.hasOwn(MANAGERS, engine)
    ? MANAGERS[engine]
    : undefined;
  const appliedAt = Date.parse(operation?.finishedAt ?? '');
  return {
    ...(managers && { managers }),
    // What is synced is behind nothing, whatever it was called when it was applied.
    ...(sync === 'out-of-sync' &&
      desiredRevision && { desiredRevision: desiredRevision.value }),
    ...(appliedRevision && { appliedRevision: appliedRevision.value }),
    ...(hasFailed && { hasFailed }),
    ...(Number.isFinite(appliedAt) && { appliedAt }),
  };
}

/** Whether what it should bring is known to be another revision than it brought last. */
export function isBehindRevision({
  desiredRevision,
  appliedRevision,
  sync,
}: DeliveryFact): boolean {
  return (
    sync === 'out-of-sync' &&
    desiredRevision !== undefined &&
    appliedRevision !== undefined &&
    desiredRevision.value !== appliedRevision.value
  );
}
