/** A pull request of a branch of the repository itself, and never of a fork. */
export type PullRequest = {
  url: string;
  state: 'open' | 'merged' | 'closed';
  /** The commit that its branch is at. */
  headCommit?: string;
};

/** What is looked for. */
export type PullRequestQuery = {
  /** By the names that `repoUrl` has. */
  owner: string;
  repo: string;
  branch: string;
  target: string;
};

/** How a host is asked: an answer as it is read, or nothing where there is none. */
export type Ask = (path: string) => Promise<unknown>;
