import { createRandom } from '../../../random';

const SECTIONS = [
  {
    id: '4',
    node_type: 'node',
    text: 'Worker Node Security Configuration',
    section: '4.2',
    desc: 'Kubelet',
    tests: [
      ['4.2.1', 'Ensure that --anonymous-auth is set to false (Automated)', 2],
      [
        '4.2.2',
        'Ensure that --authorization-mode is not AlwaysAllow (Automated)',
        2,
      ],
      ['4.2.6', 'Ensure that --make-iptables-util-chains is true (Automated)', 5],
      ['4.2.9', 'Ensure that the event rate limit is set (Manual)', -1],
      ['4.2.10', 'Ensure that TLS certificates are set (Automated)', 12],
      ['4.2.12', 'Ensure that only strong ciphers are used (Automated)', 40],
    ],
  },
  {
    id: '5',
    node_type: 'policies',
    text: 'Kubernetes Policies',
    section: '5.1',
    desc: 'RBAC and service accounts',
    tests: [
      ['5.1.1', 'Ensure that cluster-admin is used where needed (Manual)', -1],
      ['5.1.3', 'Minimize wildcards in roles (Manual)', -1],
      ['5.1.5', 'Ensure that default accounts are not used (Automated)', 30],
      ['5.1.6', 'Ensure that tokens are mounted where needed (Automated)', 35],
    ],
  },
] as const;

function statusOf(isManual: boolean, isFailed: boolean): string {
  if (isManual) return 'WARN';
  return isFailed ? 'FAIL' : 'PASS';
}

/** What `kube-bench --json` would print on a cluster. */
export function benchmark(cluster: string): object {
  const random = createRandom(cluster, 'kube-bench');
  const controls = SECTIONS.map(
    ({ id, node_type, text, section, desc, tests }) => {
      const results = tests.map(([number, description, failsOf100]) => {
        const isManual = failsOf100 < 0;
        const isFailed = !isManual && random.next() * 100 < failsOf100;
        return {
          test_number: number,
          test_desc: description,
          audit: '/bin/ps -fC kubelet',
          type: isManual ? 'manual' : '',
          remediation: 'See the benchmark.',
          status: statusOf(isManual, isFailed),
          actual_value: '',
          scored: !isManual,
          expected_result: '',
        };
      });
      const count = (status: string) =>
        results.filter(result => result.status === status).length;
      const [pass, fail, warn] = ['PASS', 'FAIL', 'WARN'].map(count);
      return {
        id,
        version: 'cis-1.10',
        detected_version: '1.34',
        text,
        node_type,
        tests: [{ section, desc, pass, fail, warn, info: 0, results }],
        total_pass: pass,
        total_fail: fail,
        total_warn: warn,
        total_info: 0,
      };
    },
  );
  return { Controls: controls, Totals: {} };
}
