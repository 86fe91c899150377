import { workloadsOfAlert } from './workloadsOfAlert';

const WORKLOADS = [
  { kind: 'Deployment', name: 'cart' },
  { kind: 'Deployment', name: 'cart-api' },
  { kind: 'StatefulSet', name: 'cart' },
];

describe('workloadsOfAlert', () => {
  it.each([
    [{}, []],
    [{ workload: { kind: 'StatefulSet', name: 'cart' } }, [2]],
    [{ workload: { kind: 'DaemonSet', name: 'cart' } }, []],
    // What it names counts, and not what it was seen on.
    [
      { workload: { kind: 'Job', name: 'x' }, pod: 'cart-7c9d8f6b54-x2k4p' },
      [],
    ],
    [{ pod: 'cart-api-7c9d8f6b54-x2k4p' }, [1]],
    // A Deployment and a StatefulSet of one name: it may be of either.
    [{ pod: 'cart-0' }, [0, 2]],
    [{ pod: 'cart' }, []],
    [{ pod: 'cartographer-0' }, []],
  ])('%j names %j', (alert, indexes) => {
    expect(workloadsOfAlert(alert, WORKLOADS)).toEqual(
      indexes.map(index => WORKLOADS[index]),
    );
  });
});
