/** What a pull request is made of. */
export type Proposal = {
  repoUrl: string;
  branch: string;
  target: string;
  title: string;
  description: string;
  message: string;
  /** By their paths in the repository. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Paths of files that go. */
  deleted: readonly string[];
};
