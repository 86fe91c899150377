import { readQueries } from './readQueries';
import { prometheusSettings } from './schema';

function queryOf(quantity: string, settings: object = {}): string {
  const questions = readQueries({
    settings: prometheusSettings.parse({ days: 1, sizing: true, ...settings }),
    askedAt: '2026-11-20T06:00:00Z',
  });
  const [asked, ...others] = questions.filter(
    each => each.quantity === quantity,
  );
  expect(others).toEqual([]);
  return asked.query;
}

describe('readQueries', () => {
  it('asks for the most memory of all samples, and adds up no container twice', () => {
    expect(queryOf('ramHigh')).toContain(
      'sum by (namespace, pod) (max by (namespace, pod, container) (max_over_time(container_memory_working_set_bytes{container!="", container!="POD"}[1d])))',
    );
    // A high between two samples five minutes apart would be missed.
    expect(queryOf('ramHigh')).not.toContain('[1d:5m]');
    expect(queryOf('ramHigh', { clusterLabel: 'cluster' })).toContain(
      'sum by (cluster, namespace, pod) (max by (cluster, namespace, pod, container) (',
    );
  });

  it('asks of how many hours there are samples, of each cluster', () => {
    expect(queryOf('hoursTold')).toBe(
      'count_over_time((count (kube_node_status_capacity{resource="cpu"}))[1d:5m]) / 12',
    );
    expect(queryOf('hoursTold', { clusterLabel: 'cluster' })).toBe(
      'count_over_time((count by (cluster) (kube_node_status_capacity{resource="cpu"}))[1d:5m]) / 12',
    );
  });

  it('asks for whole GPUs by node, and for parts of them only where they are', () => {
    const asked = queryOf('gpuRequested');
    expect(asked).toContain(
      'kube_pod_container_resource_requests{resource=~"nvidia_com_gpu|amd_com_gpu|gpu_intel_com_i915|gpu_intel_com_xe"}',
    );
    expect(asked).toMatch(
      /^sum by \(namespace, owner_kind, owner_name, node\) \(sum by \(namespace, pod, node\) \(/,
    );
    expect(queryOf('nodeGpus', { clusterLabel: 'cluster' })).toBe(
      'sum by (cluster, node, resource) (sum_over_time(kube_node_status_capacity{resource=~"nvidia_com_gpu|amd_com_gpu|gpu_intel_com_i915|gpu_intel_com_xe|nvidia_com_mig_.+|nvidia_com_gpu_shared"}[1d:5m])) / 12',
    );
    expect(queryOf('gpuPrice')).toBe(
      'avg by (node) (avg_over_time(node_gpu_hourly_cost[1d]))',
    );
    const without = readQueries({
      settings: prometheusSettings.parse({ days: 1, gpu: false }),
      askedAt: '2026-11-20T06:00:00Z',
    });
    expect(without.map(({ query }) => query).join()).not.toContain('gpu');
  });

  it('asks by labels with a query for each, of running pods and of namespaces', () => {
    const questions = readQueries({
      settings: prometheusSettings.parse({
        days: 2,
        clusterLabel: 'cluster',
        labels: ['team', 'example.com/costCenter'],
      }),
      askedAt: '2026-11-20T06:00:00Z',
    });
    const labelled = questions.filter(
      ({ quantity }) => quantity === 'labelled',
    );
    expect(labelled.map(({ label }) => label)).toEqual([
      'team',
      'example.com/costCenter',
      'team',
      'example.com/costCenter',
    ]);
    expect(labelled[0].query).toMatch(
      /^sum by \(cluster, namespace, owner_kind, owner_name, label_team\) \(sum by \(cluster, namespace, pod, label_team\) \(sum_over_time\(\(max by \(cluster, namespace, pod, label_team\) \(kube_pod_labels\) \* on \(cluster, namespace, pod\) /,
    );
    expect(labelled[1].query).toContain(
      ' / 12 or label_replace(sum by (cluster, namespace, label_example_com_cost_center) (sum_over_time((max by (cluster, namespace, label_example_com_cost_center) (kube_namespace_labels{label_example_com_cost_center!=""}))[1d:5m])) / 12, "labelled", "namespace", "", "")',
    );
  });

  it.each(['team"}) or vector(1', 'team\n', '', 'a/b/c', 'team{'])(
    'takes %j for no label',
    key => {
      expect(prometheusSettings.safeParse({ labels: [key] }).success).toBe(
        false,
      );
    },
  );

  it('asks for traffic where it is to be known, and counts none of a node for a pod', () => {
    const asked = (more: object) =>
      readQueries({
        settings: prometheusSettings.parse({ days: 1, ...more }),
        askedAt: '2026-11-20T06:00:00Z',
      }).length;
    expect(asked({ network: true }) - asked({})).toBe(4);
    expect(queryOf('networkSent', { network: true })).toContain(
      'sum by (namespace, pod) (increase(container_network_transmit_bytes_total{pod!=""}[1d]) unless on (namespace, pod) max by (namespace, pod) (max_over_time(kube_pod_info{host_network="true"}[1d])))',
    );
    // Added up first: the exporter's own pod, which may be another later, makes no two of one.
    expect(queryOf('networkEgress', { network: true })).toContain(
      'label_replace(sum by (namespace, pod_name, internet, same_zone, same_region, sameZone, sameRegion) (increase(kubecost_pod_network_egress_bytes_total[1d])), "pod", "$1", "pod_name", "(.+)")',
    );
    expect(
      queryOf('networkPrice', { network: true, clusterLabel: 'cluster' }),
    ).toMatch(
      /^label_replace\(avg by \(cluster\) \(avg_over_time\(kubecost_network_zone_egress_cost\[1d\]\)\), "destination", "zone", "", ""\) or label_replace\(.+"region", "", ""\) or label_replace\(.+"internet", "", ""\)$/,
    );
  });

  it('asks for load balancers by service, of the hours that they were there', () => {
    expect(queryOf('loadBalancers', { clusterLabel: 'cluster' })).toBe(
      'sum by (cluster, namespace, service_name) (sum_over_time((avg by (cluster, namespace, service_name) (kubecost_load_balancer_cost))[1d:5m])) / 12',
    );
  });

  it('asks which containers ended for want of memory on this day', () => {
    const ended =
      'kube_pod_container_status_terminated_reason{reason="OOMKilled"}';
    expect(queryOf('oomEnded')).toContain(
      `max by (namespace, pod, container) (max_over_time(${ended}[1d])) unless on (namespace, pod, container) (max by (namespace, pod, container) (${ended} offset 1d) == 1)`,
    );
  });
});
