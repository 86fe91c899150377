import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type {
  PromotionChangeNoteRequest,
  PromotionChanges,
} from '@fleetview/backstage-plugin-fleet-common';
import fs from 'node:fs/promises';
import { parse } from 'yaml';
import { gitIn, serveGit } from '../__testUtils__/gitServer';
import {
  backAnswer,
  changeOf,
  changesAnswer,
  COMMIT,
  imageOf,
  NEW,
  OLD,
  OTHER,
  planOf,
  promotionOf,
  PROMOTION_ID,
} from '../__testUtils__/promotions';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { readAllowedPaths } from '../allowed';
import { readHosts } from '../hosts';
import {
  createGitCloneAction,
  createGitPushBranchAction,
  createReleaseLocateAction,
  createReleaseNoteAction,
  createReleasePlanAction,
  createReleasePromoteAction,
  createReleaseRequestAction,
  createReleaseRequestRollbackAction,
  createReleaseRollbackAction,
} from '.';

const FILE = 'apps/prod/kustomization.yaml';
const TEXT = `# The shop's checkout.
resources:
- ../base
images:
# As in May.
- name: checkout
  newName: registry.example/checkout
  newTag: "1.0" # see the notes
- name: other
  newTag: 3
`;
const PART = { promotion: PROMOTION_ID, wave: 'production/first' };
const FLEET = mockCredentials.service('plugin:fleet');

const config = (data: object = {}) =>
  mockServices.rootConfig({
    data: { app: { baseUrl: 'https://portal.example/' }, ...data } as never,
  });

describe('releases', () => {
  jest.setTimeout(60_000);
  const { run, read } = workspaces();
  let answer: PromotionChanges;
  let notes: PromotionChangeNoteRequest[];
  beforeEach(() => {
    answer = changesAnswer();
    notes = [];
  });

  const asker = askerOf({
    getPromotionChanges: async () => answer,
    getPromotion: async () => promotionOf(),
    notePromotionChange: async (_, note) => {
      notes.push(note);
      return promotionOf();
    },
  });
  const options = (data: object = {}) => ({
    asker,
    allowed: readAllowedPaths(config(data)),
    config: config(data),
  });
  const promote = createReleasePromoteAction(options());
  const rollback = createReleaseRollbackAction(options());
  const note = createReleaseNoteAction(asker);

  const files = (text: string, file = FILE) => ({
    [`repository/${file}`]: text,
  });
  const helm = (
    own: object = {},
    path = 'apps/prod/values.yaml',
  ): PromotionChanges =>
    changesAnswer({
      changes: [
        changeOf({ path, edit: 'helm-values', valuesKey: 'image', ...own }),
      ],
    });

  describe('are written', () => {
    it('into images of a kustomization, with tag and digest, and comments stay', async () => {
      const { output, log } = await run(promote, PART, { files: files(TEXT) });
      expect(output).toMatchObject({
        changed: true,
        written: [FILE],
        title: 'Promote checkout 1.1 to production/first',
        keys: ['promote1:one'],
        hash: 'plan-1',
        commit: COMMIT,
        moves: [{ from: `changes/${FILE}`, to: FILE }],
      });
      const written = await read(`changes/${FILE}`);
      expect(written).toContain(
        `  newTag: "1.1" # see the notes\n  digest: ${NEW}\n`,
      );
      expect(parse(written).images).toEqual([
        {
          name: 'checkout',
          newName: 'registry.example/checkout',
          newTag: '1.1',
          digest: NEW,
        },
        { name: 'other', newTag: 3 },
      ]);
      expect(written).toContain('# As in May.');
      expect(log).toContain(`Written: ${FILE}`);
      const description = String(output.description);
      expect(description).toContain('user:default/rita');
      expect(description).toContain('The sale begins on Friday.');
      expect(description).toContain('Gate health: passed');
      // Nobody is mentioned, whatever others wrote.
      expect(description).toContain('\\@everyone');
      expect(description).toContain(
        `<https://portal.example/fleet/promotions/${PROMOTION_ID}>`,
      );
      expect(output.commitMessage).toContain(
        `Fleet-Promotion: ${PROMOTION_ID}`,
      );
    });

    it('once: a second run changes nothing, and names the same branch', async () => {
      const first = await run(promote, PART, { files: files(TEXT) });
      const second = await run(promote, PART, {
        files: files(await read(`changes/${FILE}`)),
      });
      expect(second.output).toMatchObject({ changed: false, written: [] });
      expect(second.output.branch).toBe(first.output.branch);
      expect(second.output.title).toBe(first.output.title);
      expect(first.output.branch).toMatch(
        /^fleet\/promote-checkout-production-first-[0-9a-f]{8}$/,
      );
      answer = changesAnswer({ wave: 'production/second' });
      const other = await run(promote, PART, { files: files(TEXT) });
      expect(other.output.branch).not.toBe(first.output.branch);
    });

    it('back to what ran before, and what was never changed is left', async () => {
      await run(promote, PART, { files: files(TEXT) });
      const promoted = await read(`changes/${FILE}`);
      answer = backAnswer();
      const { output } = await run(rollback, PART, { files: files(promoted) });
      expect(output).toMatchObject({
        changed: true,
        title: 'Roll back checkout on production/first to what ran before 1.1',
      });
      const back = await read(`changes/${FILE}`);
      expect(parse(back).images[0]).toMatchObject({
        newTag: '1.0',
        digest: OLD,
      });
      const again = await run(rollback, PART, { files: files(back) });
      expect(again.output.changed).toBe(false);
      const never = await run(rollback, PART, { files: files(TEXT) });
      expect(never.output.changed).toBe(false);
    });

    it('to a tag, where no digest was known', async () => {
      const { from, to } = imageOf();
      answer = backAnswer({
        changes: [
          changeOf({
            images: [
              imageOf({
                from: to,
                to: { repository: from!.repository, tag: '1.0' },
              }),
            ],
          }),
        ],
      });
      await run(rollback, PART, {
        files: files(
          TEXT.replace(
            'newTag: "1.0" # see the notes',
            `newTag: "1.1"\n  digest: ${NEW}`,
          ),
        ),
      });
      expect(parse(await read(`changes/${FILE}`)).images[0]).toEqual({
        name: 'checkout',
        newName: 'registry.example/checkout',
        newTag: '1.0',
      });
    });

    it('as a new entry, by the name that the base has', async () => {
      const bare = 'resources:\n- ../base\n';
      const base = (image: string) => ({
        ...files(bare),
        'repository/apps/base/kustomization.yaml': 'resources: [app.yaml]\n',
        'repository/apps/base/app.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: checkout}
spec: {template: {spec: {containers: [{name: app, image: "${image}"}]}}}
`,
      });
      const nginx = (tag: string, digest: string) => ({
        repository: 'docker.io/library/nginx',
        tag,
        digest,
      });
      answer = changesAnswer({
        changes: [
          changeOf({
            images: [
              imageOf({ from: nginx('1.0', OLD), to: nginx('1.1', NEW) }),
            ],
          }),
        ],
      });
      await run(promote, PART, { files: base('nginx:1.0') });
      expect(parse(await read(`changes/${FILE}`)).images).toEqual([
        { name: 'nginx', newTag: '1.1', digest: NEW },
      ]);
      await expect(
        run(promote, PART, { files: base('nginx:0.9') }),
      ).rejects.toThrow('the configuration is another one by now');
      // What it is made of may be in another repository.
      const { output } = await run(promote, PART, {
        files: files('resources: [https://git.example/base]\n'),
      });
      expect(parse(await read(`changes/${FILE}`)).images[0].name).toBe(
        'docker.io/library/nginx',
      );
      expect(output.description).toContain('cannot be told from');
    });

    it.each([
      [
        'beside a digest that the chart knows',
        'image:\n  repository: registry.example/checkout\n  tag: "1.0" # x\n  digest: ""\n',
        { repository: 'registry.example/checkout', tag: '1.1', digest: NEW },
      ],
      [
        'in the tag, where the chart knows no digest',
        'image:\n  registry: registry.example\n  repository: checkout\n  tag: "1.0"\n',
        {
          registry: 'registry.example',
          repository: 'checkout',
          tag: `1.1@${NEW}`,
        },
      ],
      [
        'in the tag, where that was a number',
        'image: {tag: 1.0}\n',
        { tag: `1.1@${NEW}` },
      ],
      [
        'as a whole',
        'image: registry.example/checkout:1.0 # x\n',
        `registry.example/checkout:1.1@${NEW}`,
      ],
    ])('into values of a chart, %s', async (_, text, expected) => {
      const file = 'apps/prod/values.yaml';
      answer = helm();
      const { output } = await run(promote, PART, { files: files(text, file) });
      expect(output.written).toEqual([file]);
      const written = await read(`changes/${file}`);
      expect(parse(written).image).toEqual(expected);
      expect(written.includes('# x')).toBe(text.includes('# x'));
      const again = await run(promote, PART, { files: files(written, file) });
      expect(again.output.changed).toBe(false);
    });

    it('into values of a chart, and back to a tag', async () => {
      const file = 'apps/prod/values.yaml';
      const { from, to } = imageOf();
      answer = {
        ...helm({
          images: [
            imageOf({
              from: to,
              to: { repository: from!.repository, tag: '1.0' },
            }),
          ],
        }),
        direction: 'roll-back',
      };
      const at = async (text: string) => {
        await run(rollback, PART, { files: files(text, file) });
        return parse(await read(`changes/${file}`)).image;
      };
      expect(await at(`image: {tag: "1.1", digest: "${NEW}"}\n`)).toEqual({
        tag: '1.0',
        digest: '',
      });
      expect(await at(`image: {tag: "1.1@${NEW}"}\n`)).toEqual({ tag: '1.0' });
    });

    it('only of the repository that is named', async () => {
      answer = changesAnswer({
        changes: [
          changeOf(),
          changeOf({
            key: 'promote1:two',
            repository: 'git@other.example:a/b',
          }),
        ],
      });
      await expect(run(promote, PART, { files: files(TEXT) })).rejects.toThrow(
        'changes several repositories',
      );
      await expect(
        run(
          promote,
          { ...PART, releaseRepository: 'x' },
          { files: files(TEXT) },
        ),
      ).rejects.toThrow("changes nothing in 'x'");
      const { output } = await run(
        promote,
        { ...PART, releaseRepository: 'git@other.example:a/b' },
        { files: files(TEXT) },
      );
      expect(output.keys).toEqual(['promote1:two']);
    });

    it('with names and reasons of others as data', async () => {
      const hostile =
        'x`@everyone`\n- [a](https://evil.example) ${{ x }} {{ y }} !!tag &a *a';
      answer = changesAnswer({
        wave: hostile,
        version: hostile,
        from: hostile,
        to: hostile,
        requestedBy: hostile,
        changes: [changeOf({ clusters: [{ id: 'c', name: hostile }] })],
      });
      const { output } = await run(
        createReleasePromoteAction({
          ...options(),
          asker: askerOf({
            getPromotionChanges: async () => answer,
            getPromotion: async () => promotionOf({ reason: hostile }),
          }),
        }),
        { ...PART, wave: hostile },
        { files: files(TEXT) },
      );
      // Each stands in a block of code, or is escaped.
      for (const line of String(output.description).split('\n')) {
        expect(/^ {4}/.test(line) || !/[^\\]@|\]\(/.test(line)).toBe(true);
      }
      expect(output.branch).toMatch(/^fleet\/[a-z0-9-]+$/);
      expect(output.title).not.toContain('\n');
      expect(await read(`changes/${FILE}`)).not.toContain('everyone');
    });

    it('by the fleet itself, and by no other service', async () => {
      await run(promote, PART, { files: files(TEXT), credentials: FLEET });
      for (const credentials of [
        mockCredentials.service('plugin:other'),
        mockCredentials.service('external:fleet'),
        mockCredentials.none(),
      ]) {
        await expect(
          run(promote, PART, { files: files(TEXT), credentials }),
        ).rejects.toThrow('No person started this task');
      }
    });
  });

  describe('are refused', () => {
    it('where gates are closed', async () => {
      answer = changesAnswer({ mayGoOn: false, because: 'one has to approve' });
      await expect(run(promote, PART, { files: files(TEXT) })).rejects.toThrow(
        "The wave 'production/first' of the promotion '0a1b2c3d-0000-4000-8000-000000000002' may not be promoted now: one has to approve",
      );
    });

    it.each([
      ['another tag', TEXT.replace('"1.0"', '"1.0.1"')],
      ['another digest', TEXT.replace('newTag: "1.0"', `digest: ${OTHER}`)],
      [
        'the same tag of another digest',
        TEXT.replace('newTag: "1.0"', `newTag: "1.0"\n  digest: ${OTHER}`),
      ],
    ])('where the file says %s', async (_, text) => {
      await expect(run(promote, PART, { files: files(text) })).rejects.toThrow(
        'the configuration is another one by now. The plan has to be made again',
      );
    });

    it.each([
      ['no file', {}, 'There is no file'],
      [
        'two entries',
        files(
          TEXT.replace('- name: other', '- name: registry.example/checkout'),
        ),
        '2 entries of the image',
      ],
      [
        'a template',
        files(TEXT.replace('"1.0"', '"{{ tag }}"')),
        'another one by now',
      ],
      [
        'anchors',
        files(TEXT.replace('- name: checkout', '- &a\n  name: checkout')),
        'anchors',
      ],
      ['no YAML', files('images: [\n'), 'is no kustomization that is edited'],
    ])('where there is %s', async (_, given, words) => {
      await expect(run(promote, PART, { files: given })).rejects.toThrow(words);
    });

    it('where a path leads elsewhere, or is of something else', async () => {
      for (const path of [
        '../a/kustomization.yaml',
        '.github/kustomization.yaml',
        'a/app.yaml',
        'a\n/kustomization.yaml',
      ]) {
        answer = changesAnswer({ changes: [changeOf({ path })] });
        await expect(
          run(promote, PART, { files: files(TEXT) }),
        ).rejects.toThrow(/leads out|hidden|is not what|no name of a file/);
      }
    });

    it('where what is to be written is no version', async () => {
      for (const to of [
        {
          repository: 'registry.example/checkout',
          tag: '{{ x }}',
          digest: NEW,
        },
        { repository: 'registry.example/checkout', tag: '1', digest: '!!x' },
        { repository: 'registry.example/checkout' },
      ]) {
        answer = changesAnswer({
          changes: [changeOf({ images: [imageOf({ to })] })],
        });
        await expect(
          run(promote, PART, { files: files(TEXT) }),
        ).rejects.toThrow(/cannot be done|neither a digest nor a tag/);
      }
    });

    it.each([
      ['no image there', 'replicas: 1\n', 'is no image'],
      [
        'another image',
        'image: {repository: a/b, tag: "1.0"}\n',
        "of the image 'a/b'",
      ],
      ['another version', 'image: {tag: "2.0"}\n', 'another one by now'],
      ['a sha', 'image: {tag: "1.0", sha: abc}\n', "has a 'sha'"],
    ])('where values have %s', async (_, text, words) => {
      answer = helm();
      await expect(
        run(promote, PART, { files: files(text, 'apps/prod/values.yaml') }),
      ).rejects.toThrow(words);
    });

    it('where one place is to be two images', async () => {
      const two = [
        imageOf(),
        imageOf({
          container: 'side',
          to: { repository: 'registry.example/checkout', digest: OTHER },
        }),
      ];
      answer = changesAnswer({ changes: [changeOf({ images: two })] });
      await expect(run(promote, PART, { files: files(TEXT) })).rejects.toThrow(
        'are to get two',
      );
    });
  });

  describe('are noted', () => {
    const INPUT = {
      ...PART,
      direction: 'promote',
      reference: 'https://github.example/platform/config/pull/1',
      headCommit: COMMIT,
    };

    it('with the plan that they were written by', async () => {
      const { output } = await run(note, INPUT, { credentials: FLEET });
      expect(notes).toEqual([
        {
          wave: 'production/first',
          key: 'promote1:one',
          hash: 'plan-1',
          commit: COMMIT,
          reference: INPUT.reference,
          headCommit: COMMIT,
          direction: 'promote',
        },
      ]);
      expect(output.noted).toEqual(['promote1:one']);
      await run(note, { ...INPUT, hash: 'plan-0', headCommit: 'cut' });
      expect(notes[1]).toMatchObject({ hash: 'plan-0' });
      expect(notes[1].headCommit).toBeUndefined();
    });

    it('again, where the fleet takes no more of them: what is known is enough', async () => {
      const moving = createReleaseNoteAction(
        askerOf({
          getPromotionChanges: async () => answer,
          notePromotionChange: async () => {
            throw new ConflictError('the wave moves already');
          },
        }),
      );
      answer = changesAnswer({
        changes: [changeOf({ reference: INPUT.reference })],
      });
      await run(moving, INPUT);
      await expect(run(moving, { ...INPUT, hash: 'plan-0' })).rejects.toThrow(
        'the wave moves already',
      );
      answer = changesAnswer();
      await expect(run(moving, INPUT)).rejects.toThrow(
        'the wave moves already',
      );
    });

    it('not in a dry run, and not without an address', async () => {
      const { log, output } = await run(
        note,
        { ...PART, direction: 'promote' },
        { isDryRun: true },
      );
      expect(log.join()).toContain('A dry run notes nothing');
      expect(output.noted).toEqual([]);
      for (const reference of [undefined, '', 'a b', 'a\nb']) {
        await expect(run(note, { ...INPUT, reference })).rejects.toThrow(
          "'reference' is missing",
        );
      }
      expect(notes).toEqual([]);
    });
  });

  describe('are planned and asked for', () => {
    const STAGES = {
      component: 'component:default/checkout',
      from: 'staging',
      to: 'production',
    };

    it('with words, and loudly where it may not move', async () => {
      let plan = planOf();
      const action = createReleasePlanAction(
        askerOf({ getPromotionPlan: async () => plan }),
      );
      const { output, log } = await run(action, STAGES, { credentials: FLEET });
      expect(output).toMatchObject({
        hash: 'plan-1',
        commit: COMMIT,
        mayMove: true,
        because: [],
        release: 'release-1',
        clusters: 1,
        targets: [],
        images: [{ repository: 'registry.example/checkout' }],
      });
      expect(log.join('\n')).toContain('0 new, 1 changed, 0 removed');
      plan = planOf({ mayMove: false, because: ['no-path'] });
      await expect(run(action, STAGES)).rejects.toThrow(
        'it is not known what to change in Git',
      );
      const held = await run(action, { ...STAGES, allowHeld: true });
      expect(held.output.mayMove).toBe(false);
    });

    it('by people only, once, and not in a dry run', async () => {
      const asked: object[] = [];
      let plan = planOf();
      const action = createReleaseRequestAction(
        askerOf({
          getPromotionPlan: async () => plan,
          requestPromotion: async request => {
            asked.push(request);
            return promotionOf();
          },
        }),
        config(),
      );
      const dry = await run(action, STAGES, { isDryRun: true });
      expect(dry.log.join()).toContain('A dry run asks for nothing');
      await expect(run(action, STAGES, { credentials: FLEET })).rejects.toThrow(
        'No person started this task',
      );
      expect(asked).toEqual([]);
      const checkpoints = new Map<string, unknown>();
      const { output } = await run(
        action,
        { ...STAGES, reason: ' Friday ' },
        { checkpoints },
      );
      await run(action, { ...STAGES, reason: ' Friday ' }, { checkpoints });
      expect(asked).toEqual([
        { ...STAGES, hash: 'plan-1', commit: COMMIT, reason: 'Friday' },
      ]);
      expect(output).toMatchObject({
        promotion: PROMOTION_ID,
        state: 'waiting',
        page: `https://portal.example/fleet/promotions/${PROMOTION_ID}`,
      });
      await expect(run(action, { ...STAGES, hash: 'plan-0' })).rejects.toThrow(
        'another one by now',
      );
      plan = planOf({ mayMove: false, because: ['no-commit'], commit: '' });
      await expect(run(action, STAGES)).rejects.toThrow(
        'it is not known from which commit',
      );
    });

    it('to be taken back once', async () => {
      const asked: object[] = [];
      let promotion = promotionOf();
      const action = createReleaseRequestRollbackAction(
        askerOf({
          getPromotion: async () => promotion,
          rollBackPromotion: async (id, reason) => {
            asked.push({ id, ...reason });
            promotion = promotionOf({
              rollback: {
                by: 'user:default/rita',
                askedAt: '2026-12-01T09:00:00.000Z',
                ...reason,
              },
            });
            return promotion;
          },
        }),
        config(),
      );
      const input = { promotion: PROMOTION_ID, reason: 'Orders fail.' };
      await run(action, input, { isDryRun: true });
      expect(asked).toEqual([]);
      await run(action, input);
      const { output, log } = await run(action, input);
      expect(asked).toEqual([{ id: PROMOTION_ID, reason: 'Orders fail.' }]);
      expect(log.join()).toContain('nothing changes');
      expect(output.waves).toEqual(['production/first']);
    });
  });

  describe('in a repository of Git', () => {
    const remotes = createMockDirectory();
    const GIT = { username: 'fleet', password: 'pass-word' };
    let server: Awaited<ReturnType<typeof serveGit>>;
    beforeAll(async () => {
      server = await serveGit(remotes.path, GIT);
    });
    afterAll(async () => {
      await server?.stop();
    });

    it('go to a branch once, are noted with its commit, and are there when it is merged', async () => {
      gitIn(remotes.path, 'init', '--quiet', '--initial-branch=main', 'work');
      remotes.addContent({ [`work/${FILE}`]: TEXT });
      const work = remotes.resolve('work');
      gitIn(work, 'add', '.');
      gitIn(work, 'commit', '--quiet', '-m', 'first');
      gitIn(remotes.path, 'clone', '--quiet', '--bare', 'work', 'config.git');
      const data = {
        fleet: { scaffolder: { gitRemotes: [{ url: server.url, ...GIT }] } },
      };
      const hosts = readHosts(config(data));
      const remoteUrl = `${server.url}config.git`;
      answer = changesAnswer({
        changes: [changeOf({ repository: remoteUrl })],
      });
      const steps = async (isDryRun = false) => {
        const where = await run(
          createReleaseLocateAction(asker, hosts),
          { ...PART, direction: 'promote' },
          { files: {}, credentials: FLEET, isDryRun },
        );
        const { output: cloned } = await run(
          createGitCloneAction(hosts.remotes),
          { remoteUrl: where.output.remoteUrl, base: where.output.base },
        );
        const { output: written } = await run(promote, PART, {
          credentials: FLEET,
        });
        const pushed = written.changed
          ? await run(
              createGitPushBranchAction(hosts.remotes, config(data)),
              {
                remoteUrl,
                branch: written.branch,
                title: written.title,
                message: written.commitMessage,
              },
              { isDryRun, credentials: FLEET },
            )
          : undefined;
        await run(
          note,
          {
            ...PART,
            direction: 'promote',
            reference: `${remoteUrl}@${
              written.changed ? written.branch : where.output.base
            }`,
            headCommit: pushed?.output.commit ?? cloned.commit,
            hash: written.hash,
            commit: written.commit,
          },
          { credentials: FLEET, isDryRun },
        );
        return { where: where.output, written, pushed: pushed?.output };
      };
      const bare = remotes.resolve('config.git');

      await steps(true);
      expect(gitIn(bare, 'branch', '--list', 'fleet/*')).toBe('');
      expect(notes).toEqual([]);

      const first = await steps();
      expect(first.where).toMatchObject({
        kind: 'git',
        base: 'main',
        remoteUrl,
      });
      const branch = String(first.written.branch);
      const head = gitIn(bare, 'rev-parse', branch).trim();
      expect(first.pushed).toMatchObject({ pushed: true, commit: head });
      expect(gitIn(bare, 'log', '-1', '--format=%B', branch)).toContain(
        `Fleet-Promotion: ${PROMOTION_ID}`,
      );
      const second = await steps();
      expect(second.pushed).toMatchObject({ pushed: false, commit: head });
      expect(notes.map(each => [each.reference, each.headCommit])).toEqual([
        [`${remoteUrl}@${branch}`, head],
        [`${remoteUrl}@${branch}`, head],
      ]);

      gitIn(work, 'pull', '--quiet', bare, branch);
      gitIn(work, 'push', '--quiet', bare, 'HEAD:main');
      const third = await steps();
      expect(third.written.changed).toBe(false);
      expect(notes[2]).toMatchObject({
        reference: `${remoteUrl}@main`,
        headCommit: head,
      });
      await fs.rm(work, { recursive: true });
    });
  });
});
