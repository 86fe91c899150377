import {
  DEFAULT_PROMOTION_CONFIG,
  promotionSchema,
  toPromotionConfig,
} from './promotionSchema';

const read = (given: unknown) =>
  toPromotionConfig(promotionSchema.parse(given));
const problemsOf = (given: unknown) =>
  promotionSchema
    .safeParse(given)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('fleet.promotions', () => {
  it('is as usual where nothing is said', () => {
    expect(read({})).toEqual(DEFAULT_PROMOTION_CONFIG);
  });

  it('reads stages, people, gates and times', () => {
    expect(
      read({
        stages: [
          { name: 'staging', environment: ['staging'] },
          { name: 'production', environment: ['production'] },
        ],
        approvals: 2,
        requiredGates: ['health', 'health', 'policy'],
        template: 'promote-release',
        deadlineMinutes: 30,
        expireDays: 1,
      }),
    ).toMatchObject({
      isConfigured: true,
      stageProblems: [],
      stages: [
        { name: 'staging', after: [] },
        { name: 'production', after: ['staging'] },
      ],
      approvals: 2,
      template: 'template:default/promote-release',
      settings: { deadlineMs: 30 * 60_000, expireMs: 24 * 60 * 60_000 },
    });
  });

  it('always asks people', () => {
    expect(read({ requiredGates: ['health', 'health'] }).requiredGates).toEqual(
      ['health', 'approval'],
    );
  });

  it('reads stages as a whole or not at all, and says what is wrong', () => {
    const config = read({
      stages: [
        { name: 'staging', environment: ['staging'] },
        { name: 'staging', environment: ['production'] },
      ],
    });
    expect(config).toMatchObject({ isConfigured: true, stages: [] });
    expect(config.stageProblems.length).toBeGreaterThan(0);
  });

  it('reads whose steps are stages', () => {
    expect(read({}).applicationSets).toBeUndefined();
    expect(read({ applicationSets: { hubs: ['hub-*'] } })).toMatchObject({
      isConfigured: false,
      applicationSets: { hubs: ['hub-*'], soakMs: 0 },
    });
    expect(
      read({
        applicationSets: {
          hubs: ['hub'],
          components: ['Cart'],
          soakSeconds: 600,
        },
      }).applicationSets,
    ).toEqual({
      hubs: ['hub'],
      components: ['component:default/cart'],
      soakMs: 600_000,
    });
    for (const wrong of [
      {},
      { hubs: [] },
      { hubs: [''] },
      { hubs: ['hub'], soakSeconds: -1 },
      { hubs: ['hub'], soak: 5 },
      true,
    ]) {
      expect(problemsOf({ applicationSets: wrong })).toHaveLength(1);
    }
  });

  it('reads where images are written', () => {
    expect(
      read({
        changes: [
          { components: ['Cart'], edit: 'helm-values' },
          { edit: 'kustomize-images', file: 'overlays/{cluster}/images.yaml' },
        ],
      }).changes,
    ).toEqual([
      {
        components: ['component:default/cart'],
        edit: 'helm-values',
        file: 'values.yaml',
        valuesKey: 'image',
      },
      { edit: 'kustomize-images', file: 'overlays/{cluster}/images.yaml' },
    ]);
  });

  it.each([
    '../values.yaml',
    'a/../../b.yaml',
    '/etc/passwd',
    './a.yaml',
    'a\\b.yaml',
    'a b.yaml',
    'a\nb.yaml',
    '',
  ])('takes no file %j', file => {
    expect(problemsOf({ changes: [{ edit: 'helm-values', file }] })).toEqual([
      expect.stringContaining('changes.0.file: has to be a path below'),
    ]);
  });

  it('refuses what says nothing', () => {
    expect(problemsOf({ changes: [{ edit: 'by hand' }] })).toHaveLength(1);
    expect(
      problemsOf({
        changes: [{ edit: 'kustomize-images', valuesKey: 'image' }],
      }),
    ).toEqual(['changes.0.valuesKey: has no values']);
    expect(problemsOf({ requiredGates: [] })).toHaveLength(1);
    expect(problemsOf({ requiredGates: ['luck'] })).toHaveLength(1);
    expect(problemsOf({ approvals: -1 })).toHaveLength(1);
    expect(problemsOf({ stage: [] })).toHaveLength(1);
  });
});
