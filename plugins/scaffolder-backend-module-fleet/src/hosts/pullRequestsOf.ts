import type { HostKind } from './placeOf';
import { AZURE_VERSION, azurePath } from './azurePath';
import { commitIn, field, listOf, text } from './fields';
import type { Ask, PullRequest, PullRequestQuery } from './PullRequest';

const PAGE = 50;
/** More are not looked through. */
const MOST_PAGES = 40;

/** As hosts call them; what is not among these is closed. */
const STATES: Readonly<Record<string, PullRequest['state']>> = {
  opened: 'open',
  locked: 'open',
  merged: 'merged',
  OPEN: 'open',
  MERGED: 'merged',
  active: 'open',
  completed: 'merged',
};

/** Asks one host for the pull requests of a branch. What it filters by is checked again here. */
export const pullRequestsOf: Readonly<
  Record<
    Exclude<HostKind, 'git'>,
    (ask: Ask, query: PullRequestQuery) => Promise<PullRequest[]>
  >
> = {
  async github(ask, query) {
    const { owner, repo, branch, target } = query;
    const found = await ask(
      `/repos/${part(owner)}/${part(repo)}/pulls?${new URLSearchParams({
        state: 'all',
        head: `${owner}:${branch}`,
        base: target,
        per_page: '100',
      })}`,
    );
    return listOf(found).flatMap(each => ofForgeLikeGitHub(each, query));
  },

  async gitea(ask, query) {
    const { owner, repo } = query;
    const found: PullRequest[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      // It filters by no branch.
      const answer = listOf(
        await ask(
          `/repos/${part(owner)}/${part(
            repo,
          )}/pulls?state=all&sort=recentupdate&limit=${PAGE}&page=${page}`,
        ),
      );
      found.push(...answer.flatMap(each => ofForgeLikeGitHub(each, query)));
      if (answer.length === 0 || found.some(({ state }) => state === 'open')) {
        return found;
      }
    }
    return found;
  },

  async gitlab(ask, { owner, repo, branch, target }) {
    const found = await ask(
      `/projects/${encodeURIComponent(
        `${owner}/${repo}`,
      )}/merge_requests?${new URLSearchParams({
        state: 'all',
        source_branch: branch,
        target_branch: target,
        per_page: '100',
      })}`,
    );
    return listOf(found).flatMap(each => {
      const url = text(each, 'web_url');
      const isOwn =
        text(each, 'source_branch') === branch &&
        text(each, 'target_branch') === target &&
        field(each, 'source_project_id') === field(each, 'target_project_id');
      if (!isOwn || !url) return [];
      return {
        url,
        state: STATES[text(each, 'state') ?? ''] ?? 'closed',
        ...commitIn(text(each, 'sha')),
      };
    });
  },

  async bitbucketCloud(ask, { owner, repo, branch, target }) {
    const query = `source.branch.name = ${JSON.stringify(
      branch,
    )} AND destination.branch.name = ${JSON.stringify(target)}`;
    const found = await ask(
      `/repositories/${part(owner)}/${part(repo)}/pullrequests?${[
        'OPEN',
        'MERGED',
        'DECLINED',
      ]
        .map(state => `state=${state}`)
        .join('&')}&pagelen=50&q=${encodeURIComponent(query)}`,
    );
    return listOf(found, 'values').flatMap(each => {
      const url = text(each, 'links', 'html', 'href');
      const isOwn =
        text(each, 'source', 'branch', 'name') === branch &&
        text(each, 'destination', 'branch', 'name') === target &&
        text(each, 'source', 'repository', 'full_name') === `${owner}/${repo}`;
      if (!isOwn || !url) return [];
      // It cuts commits short, and what is cut is none.
      return { url, state: STATES[text(each, 'state') ?? ''] ?? 'closed' };
    });
  },

  async bitbucketServer(ask, { owner, repo, branch, target }) {
    const found = await ask(
      `/projects/${part(owner)}/repos/${part(
        repo,
      )}/pull-requests?direction=OUTGOING&state=ALL&limit=100&at=${encodeURIComponent(
        `refs/heads/${branch}`,
      )}`,
    );
    return listOf(found, 'values').flatMap(each => {
      const url = text(each, 'links', 'self', '0', 'href');
      const isOwn =
        text(each, 'fromRef', 'id') === `refs/heads/${branch}` &&
        text(each, 'toRef', 'id') === `refs/heads/${target}` &&
        field(each, 'fromRef', 'repository', 'id') ===
          field(each, 'toRef', 'repository', 'id');
      if (!isOwn || !url) return [];
      return {
        url,
        state: STATES[text(each, 'state') ?? ''] ?? 'closed',
        ...commitIn(text(each, 'fromRef', 'latestCommit')),
      };
    });
  },

  async azure(ask, { web, owner, repo, branch, target }) {
    const found = await ask(
      `${azurePath(owner, repo)}/pullrequests?${new URLSearchParams({
        'searchCriteria.sourceRefName': `refs/heads/${branch}`,
        'searchCriteria.targetRefName': `refs/heads/${target}`,
        'searchCriteria.status': 'all',
        $top: '100',
        'api-version': AZURE_VERSION,
      })}`,
    );
    return listOf(found, 'value').flatMap(each => {
      const id = field(each, 'pullRequestId');
      const isOwn =
        text(each, 'sourceRefName') === `refs/heads/${branch}` &&
        text(each, 'targetRefName') === `refs/heads/${target}` &&
        field(each, 'forkSource') === undefined;
      if (!isOwn || !Number.isSafeInteger(id)) return [];
      return {
        url: `${web}/${owner.split('/').map(part).join('/')}/_git/${part(
          repo,
        )}/pullrequest/${id}`,
        state: STATES[text(each, 'status') ?? ''] ?? 'closed',
        ...commitIn(text(each, 'lastMergeSourceCommit', 'commitId')),
      };
    });
  },
};

function ofForgeLikeGitHub(
  each: unknown,
  { owner, repo, branch, target }: PullRequestQuery,
): PullRequest[] {
  const url = text(each, 'html_url');
  const isOwn =
    text(each, 'head', 'ref') === branch &&
    text(each, 'base', 'ref') === target &&
    text(each, 'head', 'repo', 'full_name')?.toLocaleLowerCase('en-US') ===
      `${owner}/${repo}`.toLocaleLowerCase('en-US');
  if (!isOwn || !url) return [];
  const isMerged =
    field(each, 'merged') === true || text(each, 'merged_at') !== undefined;
  const ended = isMerged ? 'merged' : 'closed';
  return [
    {
      url,
      state: text(each, 'state') === 'open' ? 'open' : ended,
      ...commitIn(text(each, 'head', 'sha')),
    },
  ];
}

function part(name: string): string {
  return encodeURIComponent(name);
}
