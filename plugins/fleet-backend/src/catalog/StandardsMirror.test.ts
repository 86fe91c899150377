import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { StandardsMirror } from './StandardsMirror';

const REF = 'resource:default/standards';

const entity = (mapping: unknown): Entity =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'standards' },
    spec: { type: 'compliance-mapping', owner: 'security', mapping },
  } as Entity);

const CIS = {
  policies: [{ policy: 'limits', standards: [{ standard: 'CIS' }] }],
};

function mirrorOf(answers: (Entity | undefined | Error)[], refs = [REF]) {
  const asked: unknown[] = [];
  const changes: number[] = [];
  const mirror = StandardsMirror.create({
    refs,
    catalog: {
      getEntitiesByRefs: async request => {
        asked.push(request);
        const answer = answers[Math.min(asked.length, answers.length) - 1];
        if (answer instanceof Error) throw answer;
        return { items: refs.map(() => answer) };
      },
    },
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    refreshMs: 600_000,
    onChanged: () => changes.push(asked.length),
  });
  return { mirror, asked, changes };
}

describe('StandardsMirror', () => {
  it('takes what the named entities say, and tells when that is another', async () => {
    const { mirror, asked, changes } = mirrorOf([entity(CIS)]);
    await mirror.refresh();
    await mirror.refresh();
    expect(asked[0]).toMatchObject({ entityRefs: [REF] });
    expect(mirror.entries()).toEqual([
      { policy: 'limits', standards: [{ standard: 'CIS', controls: [] }] },
    ]);
    expect(mirror.problems()).toEqual([]);
    expect(changes).toEqual([1]);
  });

  it('loses a malformed entry alone, and an entity without a mapping says that it has none', async () => {
    const { mirror } = mirrorOf([
      entity({ policies: [...CIS.policies, { policy: 'x', standards: [] }] }),
      entity(undefined),
    ]);
    await mirror.refresh();
    expect(mirror.entries()).toHaveLength(1);
    expect(mirror.problems()).toEqual([
      {
        key: `${REF} spec.mapping policies.1.standards`,
        message: expect.stringContaining('it is left out'),
      },
    ]);
    await mirror.refresh();
    expect(mirror.entries()).toEqual([]);
    expect(mirror.problems()).toHaveLength(1);
  });

  it('keeps what it knows where a read fails, or lacks the entity once', async () => {
    const { mirror } = mirrorOf([
      entity(CIS),
      new Error('the catalog is away'),
      undefined,
      undefined,
    ]);
    await mirror.refresh();
    await expect(mirror.refresh()).rejects.toThrow('the catalog is away');
    expect(mirror.entries()).toHaveLength(1);
    await mirror.refresh();
    expect(mirror.entries()).toHaveLength(1);
    expect(mirror.problems()).toEqual([
      { key: REF, message: expect.stringContaining('not in the catalog') },
    ]);
    await mirror.refresh();
    expect(mirror.entries()).toEqual([]);
  });

  it('takes so much of all entities together, and asks for each once', async () => {
    const policies = Array.from({ length: 3000 }, (_, index) => ({
      policy: `policy-${index}`,
      standards: [{ standard: 'CIS' }],
    }));
    const other = 'resource:default/more';
    const { mirror, asked } = mirrorOf(
      [entity({ policies })],
      [REF, other, REF],
    );
    await mirror.refresh();
    expect(asked).toMatchObject([{ entityRefs: [REF, other] }]);
    expect(mirror.entries()).toHaveLength(5000);
    expect(mirror.problems()).toEqual([
      {
        key: 'fleet.compliance.standardsFrom',
        message: expect.stringContaining('more than 5000 entries'),
      },
    ]);
  });

  it('asks for nothing where nothing is named', async () => {
    const { mirror, asked } = mirrorOf([entity(CIS)], []);
    await mirror.refresh();
    expect(asked).toEqual([]);
    expect(mirror.entries()).toEqual([]);
  });
});
