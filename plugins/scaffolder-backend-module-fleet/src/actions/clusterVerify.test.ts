import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ClusterVerification,
  FleetCheck,
} from '@fleetview/backstage-plugin-fleet-common';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { createClusterVerifyAction } from '.';

const { run } = workspaces();

const check = (
  kind: string,
  status: FleetCheck['status'],
  over: Partial<FleetCheck> = {},
): FleetCheck => ({
  kind,
  status,
  reason: `It is ${status}.`,
  evidence: [],
  ...over,
});

/** Runs it on a cluster of which the fleet says this. */
async function verify(checks: FleetCheck[], input: object = {}) {
  const asked: unknown[][] = [];
  const action = createClusterVerifyAction(
    askerOf({
      getCluster: async id => ({ cluster: { id } } as never),
      verifyCluster: async (...given): Promise<ClusterVerification> => {
        asked.push(given.slice(0, 2));
        return {
          asOf: '2026-11-30T12:00:00.000Z',
          cluster: { id: 'c-1', name: 'prod' },
          checks,
          counts: { passed: 0, failed: 0, unknown: 0, notApplicable: 0 },
        };
      },
    }),
  );
  return { asked, ...(await run(action, { cluster: 'c-1', ...input })) };
}

describe('fleet:cluster:verify', () => {
  it('goes on where all passes, and says by what', async () => {
    const { output, asked, log } = await verify(
      [
        check('identity', 'passed', { confirmedAt: '2026-11-30T12:00:00Z' }),
        check('cost-agent', 'not-applicable'),
      ],
      { checks: ['identity', 'cost-agent'] },
    );
    expect(asked).toEqual([['c-1', { checks: ['identity', 'cost-agent'] }]]);
    expect(output).toMatchObject({
      clusterId: 'c-1',
      accepted: [],
      checks: [{ kind: 'identity' }, { kind: 'cost-agent' }],
      summary: expect.stringContaining('identity: passed.'),
    });
    expect(log).toContain(
      'identity: passed. It is passed. (2026-11-30T12:00:00Z)',
    );
  });

  it('fails where one fails, says what to do, and lets nobody accept it', async () => {
    const failing = [
      check('identity', 'passed'),
      check('rbac', 'failed', {
        reason: 'Pods may not be read.',
        advice: 'Grant it.',
      }),
    ];
    await expect(verify(failing)).rejects.toThrow(
      '1 of 2 checks do not pass:\n- prod: rbac is failed. Pods may not be read. What to do: Grant it.',
    );
    await expect(
      verify(failing, { accept: [{ check: 'rbac', reason: 'Later.' }] }),
    ).rejects.toThrow('rbac is failed');
  });

  it('fails where one is not known, unless that is accepted with a reason', async () => {
    const open = [check('backup-schedule', 'unknown', { cause: 'not-asked' })];
    await expect(verify(open)).rejects.toThrow(/can be named in 'accept'/);
    const accept = (reason: string, kind = 'backup-schedule') => ({
      accept: [{ check: kind, reason }],
    });
    const { output, log } = await verify(open, accept('Snapshots\nare taken.'));
    expect(output.accepted).toEqual([
      'Accepted that backup-schedule of prod is not known: Snapshots are taken.',
    ]);
    expect(log).toContain((output.accepted as string[])[0]);
    await expect(verify(open, accept('  '))).rejects.toThrow('Give a reason');
    await expect(verify(open, accept('x', 'everything'))).rejects.toThrow(
      'there is no such check: reachability, identity',
    );
  });

  it('takes neither nothing nor a new word for a pass', async () => {
    await expect(verify([])).rejects.toThrow('Nothing was checked');
    await expect(
      verify([check('identity', 'splendid' as 'passed')]),
    ).rejects.toThrow('identity is splendid');
  });

  it('shows text of clusters as text', async () => {
    const { output } = await verify([
      check('identity', 'passed', {
        reason: '```\n# @everyone ${{ secrets.x }} token=abcdefghijklmnop',
      }),
    ]);
    const summary = output.summary as string;
    expect(summary).not.toMatch(/^(?!\s{4}|$)/m);
    expect(summary).not.toContain('abcdefghijklmnop');
  });

  it('looks at one that is none of the fleet, by its address', async () => {
    const asked: unknown[] = [];
    const action = createClusterVerifyAction(
      askerOf({
        verifyCandidate: async wanted => {
          asked.push(wanted);
          return {
            asOf: '2026-11-30T12:00:00.000Z',
            server: wanted.server,
            checks: [check('identity', 'passed')],
            counts: { passed: 1, failed: 0, unknown: 0, notApplicable: 0 },
          };
        },
      }),
    );
    const server = 'https://api.example:6443';
    const input = { server, credentials: 'new', attributes: { tier: 'x' } };
    const { output } = await run(action, input);
    expect(asked).toEqual([{ ...input, checks: [] }]);
    expect(output).toMatchObject({
      summary: expect.stringContaining(server),
    });
    expect(output).not.toHaveProperty('clusterId');
    const { log } = await run(action, input, { isDryRun: true });
    expect(asked).toHaveLength(1);
    expect(log).toEqual([
      'A dry run connects to no address. Nothing is known.',
    ]);
    for (const other of [{}, { server, cluster: 'a' }]) {
      await expect(run(action, other)).rejects.toThrow('one of the two');
    }
    await expect(
      run(action, { cluster: 'a', credentials: 'new' }),
    ).rejects.toThrow('leave them out');
  });

  it('asks in the name of a person alone', async () => {
    const action = createClusterVerifyAction(askerOf({}));
    await expect(
      run(
        action,
        { cluster: 'c-1' },
        { credentials: mockCredentials.service() },
      ),
    ).rejects.toThrow('No person started this task');
  });
});
