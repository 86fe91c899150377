import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { fleetOf } from '../__testUtils__/clusters';
import { workspaces } from '../__testUtils__/runAction';
import { checkBackupSchedule, scheduleManifest, VOLUMES } from '../backups';
import { printManifests } from '../clusters';
import { definitionsIn, findCorpus } from '../manifests/__testUtils__/corpus';
import { examples } from './backupSchedule.examples';
import { createBackupScheduleAction } from '.';

const { run, read, directory } = workspaces();
const action = createBackupScheduleAction(
  fleetOf({
    'prod-euw1-a': {},
    'prod-euw1-b': { state: 'unreachable', reason: 'timed\nout' },
    'prod-euw1-c': { current: false },
    '../etc': {},
    '{{ a }}': {},
  }),
);
const INPUT = {
  component: 'component:default/checkout',
  clusters: ['prod-euw1-a'],
  namespaces: ['checkout'],
  schedule: '17 1 * * *',
};
const OVERLAY = 'infrastructure/overlays/prod-euw1-a';
const FILE = `${OVERLAY}/velero-schedule-checkout.yaml`;

async function merged(output: Record<string, unknown>) {
  return Object.fromEntries(
    await Promise.all(
      (output.written as string[]).map(async file => [
        `repository/${file}`,
        await read(`changes/${file}`),
      ]),
    ),
  );
}

describe('fleet:backup:schedule', () => {
  it('schedules backups once', async () => {
    const { output, log } = await run(action, INPUT, { files: {} });
    expect(output).toMatchObject({
      changed: true,
      written: [`${OVERLAY}/kustomization.yaml`, FILE],
      deleted: [],
      title: 'Back up checkout on prod-euw1-a',
      branch: expect.stringMatching(/^fleet\/backups-checkout-[0-9a-f]{8}$/),
    });
    expect(log).toContain(`Written: ${FILE}`);
    expect(output.description).toContain('check what does');
    expect(parse(await read(`changes/${FILE}`))).toEqual({
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: {
        name: 'checkout',
        namespace: 'velero',
        annotations: {
          'fleet.backstage.io/component': 'component:default/checkout',
        },
      },
      spec: {
        schedule: '17 1 * * *',
        template: {
          includedNamespaces: ['checkout'],
          ttl: '720h0m0s',
          snapshotVolumes: true,
          snapshotMoveData: false,
          defaultVolumesToFsBackup: false,
        },
      },
    });
    const again = await run(action, INPUT, { files: await merged(output) });
    expect(again.output).toMatchObject({
      changed: false,
      written: [],
      branch: output.branch,
      summary: expect.stringContaining('No pull request is opened'),
    });
    const other = await run(
      action,
      { ...INPUT, ttl: '168h' },
      { files: {}, isDryRun: true },
    );
    expect(other.output.branch).not.toBe(output.branch);
  });

  it('edits what it wrote before, with all comments', async () => {
    const { output } = await run(action, INPUT, { files: {} });
    const files = await merged(output);
    const commented = files[`repository/${FILE}`]
      .replace('spec:', '# ours\nspec:')
      .replace('- checkout', '- checkout # the shop')
      .replace('17 1 * * *', '17 2 * * * # at night');
    const moved = {
      [`repository/${OVERLAY}/kustomization.yaml`]: 'resources:\n- all.yaml\n',
      [`repository/${OVERLAY}/all.yaml`]: commented,
    };
    const edited = await run(
      action,
      {
        ...INPUT,
        namespaces: ['checkout', 'checkout-jobs'],
        volumes: 'file-system',
        storageLocation: 'elsewhere',
      },
      { files: moved },
    );
    expect(edited.output.written).toEqual([`${OVERLAY}/all.yaml`]);
    expect(await read(`changes/${OVERLAY}/all.yaml`)).toBe(
      `${commented
        .replace('17 2', '17 1')
        .replace('# the shop\n', '# the shop\n      - checkout-jobs\n')
        .replace('snapshotVolumes: true', 'snapshotVolumes: false')
        .replace(
          'FsBackup: false',
          'FsBackup: true',
        )}    storageLocation: elsewhere\n`,
    );
    expect(edited.output.description).toContain('spec.schedule');
  });

  it.each([
    ['spec: {schedule: "1 1 * * *"}', 'does not say whose it is'],
    [
      'spec: {schedule: "1 1 * * *"}\n',
      'does not say whose it is',
      'namespace: velero',
    ],
    [
      'spec: {}',
      "is of 'component:default/ledger'",
      "annotations: {fleet.backstage.io/component: 'component:default/ledger'}",
    ],
  ])(
    'leaves what somebody else wrote: %s',
    async (spec, because, more = '') => {
      const text = `apiVersion: velero.io/v1\nkind: Schedule\nmetadata:\n  name: checkout\n${
        more ? `  ${more}\n` : ''
      }${spec}\n`;
      const refused = run(action, INPUT, {
        files: { [`repository/${OVERLAY}/backups.yaml`]: text },
      });
      await expect(refused).rejects.toThrow(because);
      await expect(refused).rejects.toThrow(`'${OVERLAY}/backups.yaml'`);
    },
  );

  it('overwrites no other file, and writes for all clusters or none', async () => {
    await expect(
      run(
        action,
        { ...INPUT, clusters: ['prod-euw1-b', 'prod-euw1-a'] },
        { files: { [`repository/${FILE}`]: 'kind: ConfigMap\n' } },
      ),
    ).rejects.toThrow(`There is a file '${FILE}' already`);
    await expect(read(`changes/${FILE}`)).rejects.toThrow('ENOENT');
    const { output } = await run(action, INPUT, { files: {} });
    const files = await merged(output);
    await expect(
      run(action, INPUT, {
        files: {
          'repository/infrastructure/base/a.yaml': files[`repository/${FILE}`],
        },
      }),
    ).rejects.toThrow(
      "for all clusters that are made of 'infrastructure/base'",
    );
  });

  it('writes into no overlay that is of others as well', async () => {
    const flux = (name: string, at: string) => ({
      [`repository/clusters/${name}/infrastructure.yaml`]: `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: infrastructure}\nspec: {path: ./infrastructure/overlays/${at}}\n`,
    });
    await expect(
      run(action, INPUT, { files: flux('prod-euw1-a', 'production') }),
    ).rejects.toThrow(
      "has 'prod-euw1-a' get 'infrastructure/overlays/production'",
    );
    await expect(
      run(action, INPUT, { files: flux('other', 'prod-euw1-a') }),
    ).rejects.toThrow('is not of');
    const { output } = await run(action, INPUT, {
      files: flux('prod-euw1-a', 'prod-euw1-a'),
    });
    expect(output.description).not.toContain('check what does');
    const place = { ...INPUT, place: 'clusters' };
    const there = await run(action, place, {
      files: flux('prod-euw1-a', 'production'),
    });
    expect(there.output.written).toEqual([
      'clusters/prod-euw1-a/velero-schedule-checkout.yaml',
    ]);
    expect(there.output.description).toContain('comes to the hub');
  });

  it('tells what is not known of clusters, and refuses those that are not there', async () => {
    const { output, log } = await run(
      action,
      {
        ...INPUT,
        clusters: ['prod-euw1-b', 'id-of-prod-euw1-c', 'prod-euw1-b'],
      },
      { files: {} },
    );
    expect(output.changed).toBe(true);
    expect(log.join('\n')).toContain(
      "'prod-euw1-b' is not reached (unreachable since 2026-11-30T12:00:00.000Z; timed out)",
    );
    expect(output.summary).toContain('is not current');
    expect(output.title).toBe('Back up checkout on prod-euw1-b, prod-euw1-c');
    await expect(
      run(action, { ...INPUT, clusters: ['prod-usw2-a'] }, { files: {} }),
    ).rejects.toThrow("There is no cluster called 'prod-usw2-a'");
    await expect(
      run(action, INPUT, { files: {}, credentials: mockCredentials.service() }),
    ).rejects.toThrow('No person started this task');
  });

  it('takes no two clusters of one name for one', async () => {
    const twins = createBackupScheduleAction(
      fleetOf({ one: { name: 'twin' }, two: { name: 'twin' } }),
    );
    await expect(
      run(twins, { ...INPUT, clusters: ['twin'] }, { files: {} }),
    ).rejects.toThrow("Several clusters are called 'twin'");
    await expect(
      run(
        twins,
        { ...INPUT, clusters: ['id-of-one', 'id-of-two'] },
        { files: {} },
      ),
    ).rejects.toThrow("are both called 'twin'");
    const { output } = await run(
      twins,
      { ...INPUT, clusters: ['id-of-one'] },
      { files: {} },
    );
    expect(output.description).toContain(
      "Another cluster is called 'twin' as well",
    );
  });

  it.each<[object, string]>([
    [{ schedule: '* * * *' }, 'five fields'],
    [{ schedule: '60 1 * * *' }, 'the minute, has to be from 0 to 59'],
    [{ schedule: '0 1 * * 7' }, 'the day of the week, has to be from 0 to 6'],
    [{ schedule: '0 1 31 2 *' }, 'such a day never comes'],
    [{ schedule: '0 1-0 * * *' }, 'ends before it begins'],
    [{ schedule: '*/0 1 * * *' }, 'no step that counts'],
    [{ schedule: 'CRON_TZ=UTC 0 1 * * *' }, 'no schedule of cron'],
    [{ schedule: '0 1 * * *\n0 2 * * *' }, 'no schedule of cron'],
    [{ schedule: '@every 1m' }, 'five fields'],
    [{ schedule: 'constructor' }, 'five fields'],
    [{ ttl: '30d' }, "'ttl' is"],
    [{ ttl: '0h' }, "'ttl' is"],
    [{ ttl: '' }, "'ttl' is"],
    [{ namespaces: [] }, 'all of the cluster'],
    [{ namespaces: ['*'] }, "'namespaces' is"],
    [{ namespaces: ['a\nb'] }, "'namespaces' is"],
    [{ storageLocation: '${{ secrets.a }}' }, "'storageLocation' is"],
    [{ name: '../a' }, "'name' is"],
    [{ name: '&a' }, "'name' is"],
    [{ component: '@everyone' }, "'component' is"],
    [{ path: '../a' }, "'path' is"],
    [{ veleroNamespace: '!!x' }, "'veleroNamespace' is"],
    [{ clusters: ['../etc'] }, "'clusters' is"],
    [{ clusters: ['{{ a }}'] }, "'clusters' is"],
  ])('refuses %j', async (over, because) => {
    await expect(
      run(action, { ...INPUT, ...over }, { files: {} }),
    ).rejects.toThrow(because);
    expect(directory.content()).toEqual({});
  });

  it.each([
    '@daily',
    '*/15 0-6/2 1,15 jan-MAR ?',
    '0 1 31 2 mon',
    '0 0 29 2 *',
  ])('takes the schedule %s', async schedule => {
    const { output } = await run(action, { ...INPUT, schedule }, { files: {} });
    expect(output.changed).toBe(true);
  });

  it('says what is made very often', async () => {
    const { output } = await run(
      action,
      { ...INPUT, schedule: '* * * * *' },
      { files: {} },
    );
    expect(output.description).toContain('1440 times a day');
  });

  it('has no input that is a credential', () => {
    const schema = JSON.stringify(action.schema?.input);
    expect(schema).not.toContain('$ref');
    expect(schema).not.toMatch(/token|password|secret/i);
  });

  it.each(examples.map(each => [each.description, each.example] as const))(
    'does its example: %s',
    async (_, example) => {
      const { input } = parse(example).steps[0];
      const { output } = await run(action, input, { files: {} });
      expect(output.changed).toBe(true);
    },
  );
});

const corpus = findCorpus();
(corpus ? describe : describe.skip)('what is written', () => {
  it('is as the definition of Schedules has it', () => {
    const check = definitionsIn(corpus as string, ['velero']);
    for (const volumes of VOLUMES) {
      const schedule = scheduleManifest(
        checkBackupSchedule({ ...INPUT, volumes, storageLocation: 'a' }),
      );
      expect(check(printManifests([schedule]))).toEqual([]);
      expect(
        check(printManifests([{ ...schedule, spec: { nope: 1 } }])),
      ).not.toEqual([]);
    }
  });
});
