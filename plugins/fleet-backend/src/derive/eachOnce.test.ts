import { storedDelivery, storedWorkload } from '../__testUtils__/stored';
import { eachOnce } from './eachOnce';

const workload = (
  id: string,
  observer: string,
  over: Parameters<typeof storedWorkload>[0] = {},
  stale = false,
) => ({ row: { id, observer }, stored: storedWorkload(over, { id, stale }) });

const delivery = (
  id: string,
  observer: string,
  over: Parameters<typeof storedDelivery>[0] = {},
) => ({
  row: { id, observer },
  stored: storedDelivery(over, { id, observer }),
});

function counted(
  workloads: ReturnType<typeof workload>[],
  deliveries: ReturnType<typeof delivery>[] = [],
) {
  const { facts, supersededBy } = eachOnce({ workloads, deliveries }, 'c-1');
  return {
    ids: [...facts.workloads, ...facts.deliveries].map(({ row }) => row.id),
    supersededBy: Object.fromEntries(supersededBy),
  };
}

describe('eachOnce', () => {
  it("takes the cluster's own word before a hub's, in whatever order", () => {
    const own = workload('w-2', 'c-1');
    const told = workload('w-1', 'hub');
    for (const workloads of [
      [own, told],
      [told, own],
    ]) {
      expect(counted(workloads)).toEqual({
        ids: ['w-2'],
        supersededBy: { 'w-1': 'w-2' },
      });
    }
  });

  it('takes what is current before what is stale, whoever says it', () => {
    expect(
      counted([workload('w-2', 'c-1', {}, true), workload('w-1', 'hub')]),
    ).toEqual({ ids: ['w-1'], supersededBy: { 'w-2': 'w-1' } });
  });

  it('takes one of several hubs, always the same', () => {
    const facts = ['b', 'a', 'c'].map(id => workload(id, `hub-${id}`));
    expect(counted(facts)).toEqual({
      ids: ['a'],
      supersededBy: { b: 'a', c: 'a' },
    });
  });

  it('leaves apart what differs in kind, namespace or name', () => {
    const facts = [
      workload('1', 'c-1'),
      workload('2', 'hub', { namespace: 'other' }),
      workload('3', 'hub', { name: 'other' }),
      workload('4', 'hub', { kind: 'StatefulSet' }),
    ];
    expect(counted(facts).ids).toEqual(['1', '2', '3', '4']);
  });

  it('takes deliveries by the object that they are', () => {
    const same = { name: 'same' };
    expect(
      counted(
        [],
        [
          delivery('d-1', 'hub', same),
          delivery('d-2', 'c-1', same),
          delivery('d-3', 'hub', { name: 'another' }),
          delivery('d-4', 'hub', { ...same, part: 'second' }),
        ],
      ),
    ).toEqual({ ids: ['d-2', 'd-3', 'd-4'], supersededBy: { 'd-1': 'd-2' } });
  });
});
