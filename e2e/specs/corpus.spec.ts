import {
  ClusterPage,
  expect,
  FleetTable,
  test,
  type ClusterTab,
} from '../support';
import {
  CORPUS_CLUSTER,
  expectedVerdicts,
  hasCorpus,
} from '../support/worlds/corpus';

/** Fewer would mean that something is no longer compared. */
const AT_LEAST = 40;

if (!hasCorpus()) {
  process.stdout.write(
    "notice: no corpus of upstream samples was found, so the pages were not compared with upstream's verdicts; FLEET_CORPUS names its folder\n",
  );
}

test.use({ world: 'corpus' });
test.skip(!hasCorpus(), 'there is no corpus of upstream samples');

test("upstream's samples show with upstream's verdicts, watch to pixel", async ({
  page,
  api,
}) => {
  const expected = expectedVerdicts();
  const id = await api.clusterId(CORPUS_CLUSTER);
  const on = new ClusterPage(page);
  const wrong: object[] = [];
  let compared = 0;
  for (const [list, title, items] of [
    ['workloads', 'Workloads', await api.workloads(id)],
    ['deliveries', 'Deliveries', await api.deliveries(id)],
  ] as const) {
    const tab: ClusterTab = list;
    await on.open(id, tab);
    const shown = await new FleetTable(page, title).readAll('State');
    expect(shown.size).toBe(items.length);
    for (const sample of expected.filter(each => each.list === list)) {
      const item = items.find(
        ({ kind, namespace, name }) =>
          kind === sample.kind &&
          namespace === sample.namespace &&
          name === sample.name,
      );
      const text = shown.get(item?.id ?? '') ?? '(not shown)';
      compared += 1;
      if (!sample.healths.includes(text.split(',')[0])) {
        const { vocabulary, verdict } = sample;
        wrong.push({ id: sample.id, vocabulary, verdict, shown: text });
      }
    }
  }
  process.stdout.write(
    `notice: ${compared} of upstream's verdicts compared with the pages\n`,
  );
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThanOrEqual(AT_LEAST);
});
