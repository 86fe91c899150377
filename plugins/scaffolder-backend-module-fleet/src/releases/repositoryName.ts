/** A repository as it is compared: that of Docker has several names for the same. */
export function repositoryName(repository: string): string {
  return repository
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '');
}
