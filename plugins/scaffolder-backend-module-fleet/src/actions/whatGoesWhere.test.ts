import { planOf } from '../__testUtils__/promotions';
import { whatGoesWhere } from './whatGoesWhere';

type Item = ReturnType<typeof planOf>['items'][number];

const item = (id: string, other: Partial<Item> = {}): Item => ({
  cluster: { id, name: id },
  wave: 'production/first',
  change: 'changed',
  images: [],
  mayMove: true,
  because: [],
  ...other,
});

describe('whatGoesWhere', () => {
  it('names each cluster once, and none to which nothing goes', () => {
    const { targets, namespace } = whatGoesWhere(
      planOf({
        items: [
          item('a', { namespace: 'shop' }),
          item('a', { namespace: 'shop', change: 'new' }),
          item('b', { namespace: 'elsewhere', change: 'removed' }),
          item('c', { namespace: 'elsewhere', change: 'unchanged' }),
          item('d', { namespace: 'elsewhere', change: 'unknown' }),
        ],
      }),
    );
    expect(targets).toEqual(['a']);
    expect(namespace).toBe('shop');
  });

  it('names no namespace where there are several, or one is not known', () => {
    const namespaceOf = (...namespaces: (string | undefined)[]) =>
      whatGoesWhere(
        planOf({
          items: namespaces.map((namespace, at) =>
            item(`${at}`, { namespace }),
          ),
        }),
      ).namespace;
    expect(namespaceOf('shop', 'shop-eu')).toBeUndefined();
    expect(namespaceOf('shop', undefined)).toBeUndefined();
    expect(namespaceOf()).toBeUndefined();
  });

  it('has images once, and none whose digest nobody knows', () => {
    const [image] = planOf().release?.images ?? [];
    const { images } = whatGoesWhere(
      planOf({
        release: {
          id: 'release-1',
          images: [
            image,
            { ...image, container: 'init' },
            { ...image, digest: undefined },
          ],
        },
      }),
    );
    expect(images).toEqual([
      { repository: image.repository, digest: image.digest },
    ]);
    expect(whatGoesWhere(planOf({ release: undefined })).images).toEqual([]);
  });
});
