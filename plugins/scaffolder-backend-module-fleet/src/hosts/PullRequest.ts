/** A pull request of a branch of the repository itself, and never of a fork. */
export type PullRequest = {
  url: string;
  state: 'open' | 'merged' | 'closed';
  /** The commit that its branch is at. */
  headCommit?: string;
};

/** What is looked for. */
export type PullRequestQuery = {
  /** Where people look at it: `https://host`. */
  web: string;
  /** By the names that `repoUrl` has; of Azure DevOps `organization/project`. */
  owner: string;
  repo: string;
  branch: string;
  target: string;
};

/**
 * How a host is asked: by its answer as it is read.
 *
 * @param options.body - what is sent to it; it is only asked for something where absent
 * @param options.orAbsent - whether there may be nothing, which is no failure then
 */
export type Ask = (
  path: string,
  options?: { body?: object; orAbsent?: boolean },
) => Promise<unknown>;
