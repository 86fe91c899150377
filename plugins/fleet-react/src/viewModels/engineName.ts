const NAMES: Record<string, string> = {
  argocd: 'Argo CD',
  flux: 'Flux',
};

/**
 * A delivery engine as its makers write it; one that is not known here as it
 * is.
 *
 * @public
 */
export function engineName(engine: string): string {
  return NAMES[engine] ?? engine;
}
