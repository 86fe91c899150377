import {
  boundedName,
  boundedText,
  type FindingFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  factBase,
  type MapContext,
  type Mapped,
  oneLine,
  timeOf,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readControls } from './readControls';
import { readResult } from './readResult';
import type { ConfigMapObject, Controls, TestResult } from './schema';

/** More than all benchmarks together have. */
const MAX_TESTS = 2_000;
const MAX_PART = 240;

type Test = { controls: Controls; section?: string; test: TestResult };

function testsOf(all: readonly Controls[]): Test[] {
  return all.flatMap(controls =>
    controls.tests.flatMap(({ desc, results }) =>
      results.map(test => ({ controls, section: desc, test })),
    ),
  );
}

/** The same test of several kinds of nodes, or several times of one. */
function partsOf(tests: readonly Test[]): string[] {
  const seen = new Map<string, number>();
  return tests.map(({ controls, test }) => {
    const part = boundedName(
      [controls.node_type, test.test_number].filter(Boolean).join('/'),
    ).slice(0, MAX_PART);
    const before = seen.get(part) ?? 0;
    seen.set(part, before + 1);
    return before ? `${part}#${before + 1}` : part;
  });
}

function own(
  data: Readonly<Record<string, string>>,
  key: string,
): string | undefined {
  return Object.hasOwn(data, key) ? data[key].trim() : undefined;
}

/** The tests of kube-bench that a Job left in a ConfigMap, one finding each. */
export function mapConfigMap(
  { metadata, data = {} }: ConfigMapObject,
  context: MapContext,
): Mapped {
  const tests = testsOf(Object.values(data).flatMap(readControls));
  if (tests.length === 0) {
    return { skipped: 'malformed', detail: 'data: no results of kube-bench' };
  }
  if (tests.length > MAX_TESTS) {
    return {
      skipped: 'too-large',
      detail: `data: ${tests.length} tests, more than ${MAX_TESTS}`,
    };
  }
  // kube-bench says neither: the Job may.
  const node = own(data, 'node');
  const evaluatedAt = timeOf(own(data, 'time'));
  const parts = partsOf(tests);
  const facts = tests.map(({ controls, section, test }, index): FindingFact => {
    const { result, doubt } =
      metadata.deletionTimestamp === undefined
        ? readResult(test)
        : { result: 'unknown' as const, doubt: 'being deleted' };
    const message = [test.test_desc && oneLine(test.test_desc), doubt]
      .filter(Boolean)
      .join(': ');
    const category = controls.text || section;
    return withoutUndefined({
      ...factBase(
        context,
        { labels: {}, annotations: {} },
        { part: parts[index], changedAt: evaluatedAt },
      ),
      type: 'finding' as const,
      engine: 'kube-bench',
      policy: boundedName(controls.version || 'kube-bench'),
      rule: boundedName(test.test_number),
      result,
      category: category ? boundedName(category) : undefined,
      controls: [boundedName(test.test_number)],
      message: message ? boundedText(message) : undefined,
      resource: node ? { kind: 'Node', name: boundedName(node) } : undefined,
      evaluatedAt,
      exceptions: [],
    });
  });
  return { facts };
}
