import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A pull request as a host has it, whoever's interface tells of it. */
export type FakePullRequest = {
  number: number;
  branch: string;
  target: string;
  commit: string;
  state: 'open' | 'merged' | 'closed';
  /** Of which repository its branch is. */
  from: string;
};

export const REPOSITORY = 'platform/config';
const PAGE = 50;

type Interface = {
  /** How it wants to be signed in to. */
  authorization: [string, string];
  list(url: URL, all: readonly FakePullRequest[]): unknown;
  isList(path: string): boolean;
  /** What it answers where the branch has an open one already. */
  twice: number;
};

function ofForge(base: string, each: FakePullRequest) {
  return {
    number: each.number,
    html_url: `${base}/${REPOSITORY}/pulls/${each.number}`,
    state: each.state === 'open' ? 'open' : 'closed',
    merged_at: each.state === 'merged' ? '2026-12-01T08:00:00Z' : null,
    head: {
      ref: each.branch,
      sha: each.commit,
      repo: { full_name: each.from },
    },
    base: { ref: each.target, repo: { full_name: REPOSITORY } },
  };
}

/** What each interface documents, as far as it is asked for. */
export const INTERFACES: Readonly<Record<string, Interface>> = {
  // https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
  github: {
    authorization: ['authorization', 'Bearer t-1'],
    isList: path => path === `/repos/${REPOSITORY}/pulls`,
    list(url, all) {
      const head = url.searchParams.get('head');
      const base = url.searchParams.get('base');
      const state = url.searchParams.get('state') ?? 'open';
      return all
        .filter(each => state === 'all' || each.state === state)
        .filter(each => !base || each.target === base)
        .filter(
          each =>
            // What is no owner and branch is not filtered by.
            !head?.includes(':') ||
            head === `${each.from.split('/')[0]}:${each.branch}`,
        )
        .map(each => ofForge(url.origin, each));
    },
    twice: 422,
  },
  // https://docs.gitlab.com/api/merge_requests/#list-project-merge-requests
  gitlab: {
    authorization: ['authorization', 'Bearer t-1'],
    isList: path => path === `/projects/platform%2Fconfig/merge_requests`,
    list(url, all) {
      const { searchParams: asked } = url;
      return all
        .filter(
          each =>
            (!asked.has('source_branch') ||
              asked.get('source_branch') === each.branch) &&
            (!asked.has('target_branch') ||
              asked.get('target_branch') === each.target),
        )
        .map(each => ({
          iid: each.number,
          web_url: `${url.origin}/${REPOSITORY}/-/merge_requests/${each.number}`,
          state: each.state === 'open' ? 'opened' : each.state,
          source_branch: each.branch,
          target_branch: each.target,
          sha: each.commit,
          source_project_id: each.from === REPOSITORY ? 1 : 2,
          target_project_id: 1,
        }));
    },
    twice: 409,
  },
  // https://docs.gitea.com/api: repoListPullRequests
  gitea: {
    authorization: ['authorization', 'token t-1'],
    isList: path => path === `/api/v1/repos/${REPOSITORY}/pulls`,
    list(url, all) {
      const page = Number(url.searchParams.get('page') ?? 1);
      return all
        .slice((page - 1) * PAGE, page * PAGE)
        .map(each => ofForge(url.origin, each));
    },
    twice: 409,
  },
  // https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/
  bitbucketCloud: {
    authorization: [
      'authorization',
      `Basic ${Buffer.from('u:t-1').toString('base64')}`,
    ],
    isList: path => path === `/repositories/${REPOSITORY}/pullrequests`,
    list(url, all) {
      const states = url.searchParams.getAll('state');
      const query = url.searchParams.get('q') ?? '';
      return {
        values: all
          .map(each => ({
            each,
            state: { open: 'OPEN', merged: 'MERGED', closed: 'DECLINED' }[
              each.state
            ],
          }))
          .filter(
            ({ each, state }) =>
              states.includes(state) && query.includes(`"${each.branch}"`),
          )
          .map(({ each, state }) => ({
            state,
            links: {
              html: {
                href: `${url.origin}/${REPOSITORY}/pull-requests/${each.number}`,
              },
            },
            source: {
              branch: { name: each.branch },
              commit: { hash: each.commit.slice(0, 12) },
              repository: { full_name: each.from },
            },
            destination: { branch: { name: each.target } },
          })),
      };
    },
    twice: 400,
  },
  // https://developer.atlassian.com/server/bitbucket/rest/: getPage of pull-requests
  bitbucketServer: {
    authorization: ['authorization', 'Bearer t-1'],
    isList: path => path === `/projects/platform/repos/config/pull-requests`,
    list(url, all) {
      const at = url.searchParams.get('at');
      return {
        values: all
          .filter(each => at === `refs/heads/${each.branch}`)
          .map(each => ({
            state: { open: 'OPEN', merged: 'MERGED', closed: 'DECLINED' }[
              each.state
            ],
            links: {
              self: [
                {
                  href: `${url.origin}/projects/PLATFORM/repos/config/pull-requests/${each.number}`,
                },
              ],
            },
            fromRef: {
              id: `refs/heads/${each.branch}`,
              latestCommit: each.commit,
              repository: { id: each.from === REPOSITORY ? 1 : 2 },
            },
            toRef: {
              id: `refs/heads/${each.target}`,
              repository: { id: 1 },
            },
          })),
      };
    },
    twice: 409,
  },
};

type FakeState = {
  all: FakePullRequest[];
  /** Of Gitea: the files of branches. */
  branches: Map<string, Map<string, Buffer>>;
  /** What is answered instead. */
  answer: { status: number; body: string } | undefined;
};

async function bodyOf(request: IncomingMessage) {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

function blobOf(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.byteLength}\0`)
    .update(content)
    .digest('hex');
}

/**
 * Branches, contents and new pull requests of Gitea: repoGetBranch, repoGetContents,
 * repoChangeFiles and repoCreatePullRequest.
 *
 * @returns nothing where it is none of these
 */
async function giteaAnswer(
  { all, branches }: FakeState,
  request: IncomingMessage,
  path: string,
  url: URL,
): Promise<[number, unknown] | undefined> {
  const [what, ...rest] = path.split('/');
  if (request.method === 'GET' && what === 'branches') {
    const name = rest.join('/');
    return branches.has(name) ? [200, { name }] : [404, {}];
  }
  if (request.method === 'GET' && what === 'contents') {
    const content = branches
      .get(url.searchParams.get('ref') ?? 'main')
      ?.get(rest.join('/'));
    return content
      ? [200, { type: 'file', sha: blobOf(content) }]
      : [404, { message: 'object does not exist' }];
  }
  if (request.method === 'POST' && path === 'contents') {
    const { branch, new_branch: name, files } = await bodyOf(request);
    const base = branches.get(branch);
    if (!base) return [404, {}];
    if (branches.has(name)) return [409, { message: 'branch already exists' }];
    const changed = new Map(base);
    for (const file of files) {
      const there = base.get(file.path);
      const isRight =
        file.operation === 'create'
          ? !there
          : there && file.sha === blobOf(there);
      if (!isRight) return [422, { message: 'sha does not match' }];
      changed.set(file.path, Buffer.from(file.content, 'base64'));
    }
    branches.set(name, changed);
    return [201, { commit: { sha: 'e'.repeat(40) } }];
  }
  if (request.method === 'POST' && path === 'pulls') {
    const { head, base } = await bodyOf(request);
    if (!branches.has(head)) return [404, {}];
    if (all.some(each => each.branch === head && each.state === 'open')) {
      return [409, { message: 'pull request already exists' }];
    }
    all.unshift({
      number: all.length + 1,
      branch: head,
      target: base,
      commit: 'e'.repeat(40),
      state: 'open',
      from: REPOSITORY,
    });
    return [201, {}];
  }
  return undefined;
}

/**
 * The interface of a host for pull requests, as its documentation has it: no live server was
 * asked. One that is opened for a branch that has one is refused, as hosts do.
 */
export async function fakeHost(kind: string) {
  const { authorization, isList, list, twice } = INTERFACES[kind];
  const state: FakeState = { all: [], branches: new Map(), answer: undefined };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const say = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (state.answer) return say(state.answer.status, state.answer.body);
    const [header, wanted] = authorization;
    if (request.headers[header] !== wanted) return say(401, {});
    const own = `/api/v1/repos/${REPOSITORY}`;
    if (kind === 'gitea' && url.pathname !== '/open') {
      const path = decodeURIComponent(url.pathname.slice(own.length + 1));
      giteaAnswer(state, request, path, url).then(
        answer => {
          if (answer) say(...answer);
          else if (isList(url.pathname)) say(200, list(url, state.all));
          else say(404, { message: 'Not Found' });
        },
        error => say(500, String(error)),
      );
      return undefined;
    }
    if (request.method === 'POST') {
      open(request).then(
        status => say(status, {}),
        () => say(500, {}),
      );
      return undefined;
    }
    return isList(url.pathname)
      ? say(200, list(url, state.all))
      : say(404, { message: 'Not Found' });
  });

  async function open(request: IncomingMessage): Promise<number> {
    const asked = await bodyOf(request);
    const isThere = state.all.some(
      each => each.branch === asked.branch && each.state === 'open',
    );
    if (isThere) return twice;
    state.all.unshift({
      number: state.all.length + 1,
      state: 'open',
      from: REPOSITORY,
      target: 'main',
      commit: 'e'.repeat(40),
      ...asked,
    });
    return 201;
  }

  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    state,
    base,
    /** As an action of the host opens one: by its branch alone. */
    open: (asked: Partial<FakePullRequest>) =>
      fetch(`${base}/open`, {
        method: 'POST',
        headers: { [authorization[0]]: authorization[1] },
        body: JSON.stringify(asked),
      }).then(({ status }) => status),
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
