import { readPauseEnd } from './readPauseEnd';
import { rolloutSchema } from './schema';

const START = '2026-03-06T09:10:00Z';

function endOf(options: {
  strategy: object;
  reasons?: string[];
  startTime?: string;
  index?: number;
  paused?: boolean;
}) {
  const { strategy, reasons = ['CanaryPauseStep'], index = 0 } = options;
  return readPauseEnd(
    rolloutSchema.parse({
      metadata: { name: 'search', uid: 'u' },
      spec: { strategy, paused: options.paused },
      status: {
        currentStepIndex: index,
        pauseConditions: reasons.map(reason => ({
          reason,
          startTime: options.startTime ?? START,
        })),
      },
    }),
  );
}

const pause = (duration?: unknown) => ({
  canary: { steps: [{ pause: duration === undefined ? {} : { duration } }] },
});

describe('readPauseEnd', () => {
  it('leaves a step without a duration to a person', () => {
    expect(endOf({ strategy: pause() })).toEqual({ approval: 'manual' });
  });

  it.each([
    [30, '2026-03-06T09:10:30Z'],
    ['30', '2026-03-06T09:10:30Z'],
    ['30s', '2026-03-06T09:10:30Z'],
    ['10m', '2026-03-06T09:20:00Z'],
    ['1h30m', '2026-03-06T10:40:00Z'],
    ['1.5h', '2026-03-06T10:40:00Z'],
  ])('says when a pause of %p is over', (duration, pausedUntil) => {
    expect(endOf({ strategy: pause(duration) })).toEqual({
      approval: 'automatic',
      pausedUntil,
    });
  });

  it.each([['soon'], ['-1m'], ['1'.repeat(40)], [{ a: 1 }], ['']])(
    'says nothing of a duration that is none: %p',
    duration => {
      expect(endOf({ strategy: pause(duration) })).toEqual({});
    },
  );

  it('says nothing of a step that is not the one that it pauses at', () => {
    const strategy = { canary: { steps: [{ setWeight: 10 }] } };
    expect(endOf({ strategy })).toEqual({});
    expect(endOf({ strategy: pause(), index: 7 })).toEqual({});
  });

  it('knows no end where it does not know the beginning', () => {
    expect(endOf({ strategy: pause('10m'), startTime: 'long ago' })).toEqual({
      approval: 'automatic',
    });
    expect(
      endOf({
        strategy: pause(999_999_999),
        startTime: '9999-12-31T00:00:00Z',
      }),
    ).toEqual({ approval: 'automatic' });
  });

  it('goes by what promotes a preview', () => {
    const of = (blueGreen: object) =>
      endOf({ strategy: { blueGreen }, reasons: ['BlueGreenPause'] });
    expect(of({ autoPromotionEnabled: false })).toEqual({
      approval: 'manual',
    });
    expect(of({ autoPromotionSeconds: 60 })).toEqual({
      approval: 'automatic',
      pausedUntil: '2026-03-06T09:11:00Z',
    });
    expect(of({})).toEqual({});
  });

  it('leaves what was not clear, and what was paused by hand, to a person', () => {
    expect(
      endOf({ strategy: pause('1m'), reasons: ['InconclusiveAnalysisRun'] }),
    ).toEqual({ approval: 'manual' });
    expect(endOf({ strategy: pause('1m'), paused: true })).toEqual({
      approval: 'manual',
    });
  });

  it('takes of several pauses the one that somebody has to end', () => {
    const several = (...reasons: string[]) =>
      endOf({ strategy: pause('1m'), reasons });
    expect(several('CanaryPauseStep', 'InconclusiveExperiment')).toEqual({
      approval: 'manual',
    });
    expect(several('CanaryPauseStep', 'SomethingNew')).toEqual({});
    expect(several()).toEqual({});
  });
});
