import { readAlertedWorkload } from './readAlertedWorkload';

describe('readAlertedWorkload', () => {
  it.each([
    [{}, {}],
    // Without a namespace it is of the cluster, whatever else it names.
    [{ deployment: 'cart' }, {}],
    [{ namespace: 'shop' }, { namespace: 'shop' }],
    [
      { namespace: 'shop', deployment: 'cart', pod: 'kube-state-metrics-0' },
      { namespace: 'shop', workload: { kind: 'Deployment', name: 'cart' } },
    ],
    [
      { namespace: 'shop', daemonset: 'agent' },
      { namespace: 'shop', workload: { kind: 'DaemonSet', name: 'agent' } },
    ],
    // What Prometheus calls what it scrapes is no Job.
    [
      { namespace: 'shop', job: 'kubelet', pod: 'cart-0' },
      { namespace: 'shop', pod: 'cart-0' },
    ],
    [
      { namespace: 'shop', job_name: 'settle-29386080' },
      { namespace: 'shop', workload: { kind: 'CronJob', name: 'settle' } },
    ],
    [
      {
        namespace: 'monitoring',
        pod: 'kube-state-metrics-0',
        exported_namespace: 'shop',
        exported_pod: 'cart-0',
      },
      { namespace: 'shop', pod: 'cart-0' },
    ],
  ])('reads %j as %j', (labels, alerted) => {
    expect(readAlertedWorkload(labels)).toEqual(alerted);
  });
});
