/** A folder cannot be built; in the words of `kustomize build`. */
export class BuildError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BuildError';
  }
}
