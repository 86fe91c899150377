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
const AZURE = '/platform/fleet/_apis/git/repositories/config';

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
  // https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-requests
  azure: {
    authorization: [
      'authorization',
      `Basic ${Buffer.from(':t-1').toString('base64')}`,
    ],
    isList: path => path === `${AZURE}/pullrequests`,
    list(url, all) {
      const { searchParams: asked } = url;
      const wanted = (name: string) => asked.get(`searchCriteria.${name}`);
      // The active ones alone, unless it is asked for others.
      const status = wanted('status') ?? 'active';
      return {
        value: all
          .map(each => ({
            pullRequestId: each.number,
            status: {
              open: 'active',
              merged: 'completed',
              closed: 'abandoned',
            }[each.state],
            sourceRefName: `refs/heads/${each.branch}`,
            targetRefName: `refs/heads/${each.target}`,
            lastMergeSourceCommit: { commitId: each.commit },
            ...(each.from === REPOSITORY
              ? {}
              : { forkSource: { repository: { name: each.from } } }),
            url: `${url.origin}${AZURE}/pullRequests/${each.number}`,
          }))
          .filter(
            each =>
              (status === 'all' || each.status === status) &&
              each.sourceRefName ===
                (wanted('sourceRefName') ?? each.sourceRefName) &&
              each.targetRefName ===
                (wanted('targetRefName') ?? each.targetRefName),
          ),
      };
    },
    twice: 409,
  },
};

type FakeState = {
  all: FakePullRequest[];
  /** Of Gitea and Azure DevOps: the files of branches. */
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
      if (file.operation === 'delete') changed.delete(file.path);
      else changed.set(file.path, Buffer.from(file.content, 'base64'));
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

/** A commit that says what a branch has. */
function tipOf(files: ReadonlyMap<string, Buffer>): string {
  return createHash('sha1')
    .update(JSON.stringify([...files].map(([file, text]) => [file, `${text}`])))
    .digest('hex');
}

/**
 * Refs, items, pushes and new pull requests of Azure DevOps (7.1): Refs List, Refs Update Refs,
 * Items Get, Pushes Create and Pull Requests Create.
 *
 * @returns nothing where it is none of these
 */
async function azureAnswer(
  { all, branches }: FakeState,
  request: IncomingMessage,
  path: string,
  url: URL,
): Promise<[number, unknown] | undefined> {
  const { searchParams: asked } = url;
  if (asked.get('api-version') !== '7.1') {
    return [400, { message: 'no version' }];
  }
  const named = (ref: string) => ref.replace('refs/heads/', '');
  if (request.method === 'GET' && path === 'refs') {
    return [
      200,
      {
        value: [...branches]
          .map(([name, files]) => ({
            name: `refs/heads/${name}`,
            objectId: tipOf(files),
          }))
          .filter(({ name }) =>
            name.startsWith(`refs/${asked.get('filter') ?? ''}`),
          ),
      },
    ];
  }
  if (request.method === 'GET' && path === 'items') {
    const content = branches
      .get(asked.get('versionDescriptor.version') ?? 'main')
      ?.get((asked.get('path') ?? '').slice(1));
    return content
      ? [200, { gitObjectType: 'blob', objectId: blobOf(content) }]
      : [404, { message: 'TF401174' }];
  }
  if (request.method === 'POST' && path === 'refs') {
    const [{ name, oldObjectId, newObjectId }] = await bodyOf(request);
    const from = [...branches.values()].find(
      files => tipOf(files) === newObjectId,
    );
    const success =
      /^0+$/.test(oldObjectId) && !branches.has(named(name)) && Boolean(from);
    if (success && from) branches.set(named(name), new Map(from));
    return [200, { value: [{ name, success }] }];
  }
  if (request.method === 'POST' && path === 'pushes') {
    const { refUpdates, commits } = await bodyOf(request);
    const [{ name, oldObjectId }] = refUpdates;
    const base = branches.get(named(name));
    if (!base || tipOf(base) !== oldObjectId) {
      return [409, { message: 'TF401028' }];
    }
    const changed = new Map(base);
    for (const { changeType, item, newContent } of commits[0].changes) {
      const file = item.path.slice(1);
      if (base.has(file) !== (changeType !== 'add')) {
        return [400, { message: 'TF402438' }];
      }
      if (changeType === 'delete') changed.delete(file);
      else changed.set(file, Buffer.from(newContent.content, 'base64'));
    }
    branches.set(named(name), changed);
    return [201, {}];
  }
  if (request.method === 'POST' && path === 'pullrequests') {
    const { sourceRefName, targetRefName, description } = await bodyOf(request);
    const branch = named(sourceRefName);
    if (!branches.has(branch)) return [404, { message: 'TF401398' }];
    if (description.length > 4000) return [400, { message: 'too long' }];
    if (all.some(each => each.branch === branch && each.state === 'open')) {
      return [409, { message: 'TF401179' }];
    }
    all.unshift({
      number: all.length + 1,
      branch,
      target: named(targetRefName),
      commit: 'e'.repeat(40),
      state: 'open',
      from: REPOSITORY,
    });
    return [201, {}];
  }
  return undefined;
}

/**
 * Leads what is asked of addresses elsewhere: those of some integrations are no matter of
 * configuration.
 */
export function leadTo(addresses: Readonly<Record<string, string>>): void {
  const ask = globalThis.fetch;
  jest.spyOn(globalThis, 'fetch').mockImplementation((url, options) => {
    const [from, to] =
      Object.entries(addresses).find(([origin]) =>
        String(url).startsWith(origin),
      ) ?? [];
    return ask(from && to ? String(url).replace(from, to) : url, options);
  });
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
    const forge = {
      gitea: { own: `/api/v1/repos/${REPOSITORY}`, answer: giteaAnswer },
      azure: { own: AZURE, answer: azureAnswer },
    }[kind];
    if (forge && url.pathname !== '/open') {
      const path = decodeURIComponent(url.pathname.slice(forge.own.length + 1));
      forge.answer(state, request, path, url).then(
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
