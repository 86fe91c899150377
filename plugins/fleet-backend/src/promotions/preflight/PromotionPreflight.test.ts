import type { FleetCheck } from '@fleetview/backstage-plugin-fleet-common';
import type { NotHad } from '../../verify';
import type { PreflightTarget } from './PreflightTarget';
import { PromotionPreflight } from './PromotionPreflight';

const MINUTE = 60_000;
const PLAN = { planHash: 'plan', commit: 'commit' };

const target = (cluster: string): PreflightTarget => ({
  cluster,
  workloads: [],
  images: [],
});
const checkOf = (status: FleetCheck['status']): FleetCheck => ({
  kind: 'quota',
  status,
  reason: 'so',
  evidence: [],
});

describe('PromotionPreflight', () => {
  let now: number;
  let asked: string[];
  let answer: (cluster: string) => Promise<{ checks: FleetCheck[] } | NotHad>;
  let preflight: PromotionPreflight;

  beforeEach(() => {
    now = 1_000_000;
    asked = [];
    answer = async () => ({ checks: [checkOf('passed')] });
    preflight = new PromotionPreflight({
      now: () => now,
      ask: async ({ cluster }) => {
        asked.push(cluster);
        return answer(cluster);
      },
    });
  });

  const settled = () => new Promise(resolve => setImmediate(resolve));
  const look = async (clusters: string[] = ['a'], plan = PLAN) => {
    const facts = preflight.factsOf(plan, clusters.map(target));
    await settled();
    return Object.fromEntries(facts);
  };

  it('is to be asked at first, and known after that', async () => {
    expect(await look()).toEqual({
      a: { known: 'to-be-asked', confirmedAt: now },
    });
    const askedAt = now;
    now += 5_000;
    expect(await look()).toEqual({
      a: { known: { checks: [checkOf('passed')] }, confirmedAt: askedAt },
    });
    expect(asked).toEqual(['a']);
  });

  it('asks again before an answer is too old, and tells the old one meanwhile', async () => {
    await look();
    now += 20 * MINUTE;
    expect((await look()).a).toMatchObject({ known: { checks: [{}] } });
    expect(asked).toEqual(['a', 'a']);
  });

  it('does not go by what is too old', async () => {
    await look();
    now += 31 * MINUTE;
    expect((await look()).a).toEqual({
      known: 'to-be-asked',
      confirmedAt: now,
    });
  });

  it('asks for another plan, and for another commit, anew', async () => {
    await look();
    await look(['a'], { ...PLAN, commit: 'other' });
    await look(['a'], { ...PLAN, planHash: 'other' });
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['fails', async () => ({ checks: [checkOf('failed')] })],
    ['is unknown', async () => ({ checks: [checkOf('unknown')] })],
    [
      'has no answer',
      async (): Promise<NotHad> => ({ cause: 'unreachable', reason: 'away' }),
    ],
  ])('asks what %s sooner at first, and later later', async (_, bad) => {
    answer = bad;
    const times: number[] = [];
    for (let second = 0; second < 16 * 60; second += 5) {
      const before = asked.length;
      await look();
      if (asked.length > before) times.push(second / 60);
      now += 5_000;
    }
    expect(times).toEqual([0, 1, 3, 7, 12]);
    answer = async () => ({ checks: [checkOf('passed')] });
    now += 5 * MINUTE;
    await look();
    expect((await look()).a).toMatchObject({
      known: { checks: [{ status: 'passed' }] },
    });
  });

  it('tells why there is no answer', async () => {
    answer = async cluster => {
      if (cluster === 'a') return { cause: 'unreachable', reason: 'is away' };
      throw new Error('is no object of Kubernetes');
    };
    await look(['a', 'b']);
    expect(await look(['a', 'b'])).toEqual({
      a: { unknown: 'is away' },
      b: { unknown: 'is no object of Kubernetes' },
    });
  });

  it('asks few at a time, each once, and none of them waits for another', async () => {
    const ends = new Map<string, () => void>();
    answer = cluster =>
      new Promise(resolve => {
        ends.set(cluster, () => resolve({ checks: [checkOf('passed')] }));
      });
    await look(['a', 'b', 'c']);
    await look(['a', 'b', 'c']);
    expect(asked).toEqual(['a', 'b']);
    ends.get('b')!();
    await settled();
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(await look(['a', 'b', 'c'])).toMatchObject({
      a: { known: 'to-be-asked' },
      b: { known: { checks: [{}] } },
      c: { known: 'to-be-asked' },
    });
  });

  it('keeps nothing of what nobody asks for any more', async () => {
    await look();
    now += 61 * MINUTE;
    await look(['b']);
    now += 1;
    expect((await look()).a).toMatchObject({ known: 'to-be-asked' });
  });
});
