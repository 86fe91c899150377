import { DEPLOYMENT, parsed } from '../__testUtils__/objects';
import { desiredAt, isRelated } from './desiredAt';
import { desiredEvidenceOf } from './desiredEvidenceOf';

const IMAGE = 'spec.template.spec.containers[name=web].image';
const desired = () => parsed(DEPLOYMENT);
const json = JSON.stringify;

describe('desiredAt', () => {
  const at = (path: string, live: unknown) =>
    desiredAt(desired(), [{ path, live: json(live) }]);

  it('tells what is desired where something else stands', () => {
    expect(at(IMAGE, 'shop/cart:hotfix')).toEqual({
      asked: [IMAGE],
      differences: [
        {
          path: IMAGE,
          kind: 'changed',
          desired: { text: '"registry.example.com:5000/shop/cart:2.4.1"' },
          live: { text: '"shop/cart:hotfix"' },
        },
      ],
    });
  });

  it('tells nothing where it is as it is desired, however it is written', () => {
    const object = desired();
    object.spec.template.spec.containers[0].resources = {
      limits: { cpu: '500m' },
    };
    const path = 'spec.template.spec.containers[name=web].resources.limits.cpu';
    expect(desiredAt(object, [{ path, live: '"0.5"' }])).toEqual({
      asked: [path],
      differences: [],
    });
    expect(at(IMAGE, 'registry.example.com:5000/shop/cart:2.4.1')).toEqual({
      asked: [IMAGE],
      differences: [],
    });
  });

  it('tells of what nobody speaks of that it is extra', () => {
    const path = 'metadata.annotations["example.com/by-hand"]';
    expect(at(path, 'yes')).toEqual({
      asked: [path],
      differences: [{ path, kind: 'extra', live: { text: '"yes"' } }],
    });
  });

  it('tells where within an item it differs', () => {
    const [container] = desired().spec.template.spec.containers;
    const path = 'spec.template.spec.containers[name=web]';
    expect(at(path, { ...container, image: 'other' })).toMatchObject({
      differences: [{ path: IMAGE, live: { text: '"other"' } }],
    });
  });

  it('tells of secrets only that they differ, and of what is not told nothing', () => {
    const object = desired();
    object.spec.template.spec.containers[0].env = [
      { name: 'DB_PASSWORD', value: 'hunter2' },
      { name: 'URL', value: 'https://a:first@example.com' },
    ];
    const env = (name: string) =>
      `spec.template.spec.containers[name=web].env[name=${name}].value`;
    const found = desiredAt(object, [
      { path: env('DB_PASSWORD'), live: '"other"' },
      { path: env('URL'), live: '"https://a:second@example.com"' },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|first|second/);
    expect(found).toEqual({
      asked: [env('DB_PASSWORD')],
      differences: [
        { path: env('DB_PASSWORD'), kind: 'changed', isSecret: true },
      ],
    });
  });

  it.each([
    ['no path', '[', '1'],
    ['no JSON', IMAGE, '{'],
    ['the whole', '', '{}'],
    ['a key that is in every object', '__proto__.polluted', '1'],
  ])('takes nothing from %s', (_, path, live) => {
    const found = desiredAt(desired(), [{ path, live }]);
    expect(found).toMatchObject({
      differences: path.startsWith('__') ? [{ kind: 'extra' }] : [],
    });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([null, 7, 'x', [], {}])('cannot compare with %p', object => {
    expect(desiredAt(object, [{ path: IMAGE, live: '1' }])).toHaveProperty(
      'notComparable',
    );
  });
});

describe('desiredEvidenceOf', () => {
  it('tells where both differ, and who wrote it', () => {
    const live = desired();
    live.spec.template.spec.containers[0].image = 'hotfix';
    live.metadata.managedFields = [
      {
        manager: 'kubectl-edit',
        operation: 'Update',
        time: '2026-03-06T09:00:00Z',
        fieldsV1: {
          'f:spec': {
            'f:template': {
              'f:spec': {
                'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } },
              },
            },
          },
        },
      },
    ];
    expect(desiredEvidenceOf(desired(), live)).toMatchObject({
      basis: 'desired',
      total: 1,
      differences: [
        {
          path: IMAGE,
          desired: { text: '"registry.example.com:5000/shop/cart:2.4.1"' },
          authorship: { author: { manager: 'kubectl-edit' } },
        },
      ],
    });
  });

  it('tells what would be taken away, where the engine tells all that there may be', () => {
    const live = desired();
    live.spec.template.spec.containers.push({ name: 'proxy', image: 'p' });
    expect(desiredEvidenceOf(desired(), live)).toMatchObject({ total: 0 });
    expect(
      desiredEvidenceOf(desired(), live, { isExclusive: true }),
    ).toMatchObject({
      differences: [
        { kind: 'extra', path: 'spec.template.spec.containers[name=proxy]' },
      ],
    });
  });

  it('says why two cannot be compared', () => {
    const other = { ...desired(), kind: 'StatefulSet' };
    expect(desiredEvidenceOf(desired(), other)).toEqual({
      notComparable: 'other-object',
    });
    expect(desiredEvidenceOf(desired(), 7)).toEqual({
      notComparable: 'not-an-object',
    });
  });
});

describe('isRelated', () => {
  it.each([
    ['spec.a', 'spec.a', true],
    ['spec.a', 'spec.a.b', true],
    ['spec.a[name=x]', 'spec.a', true],
    ['spec.a', 'spec.ab', false],
    ['spec.a', 'spec.b', false],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(isRelated(left, right)).toBe(expected);
  });
});
