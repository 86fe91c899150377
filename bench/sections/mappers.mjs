import path from 'node:path';
import { ROOT, TRANSFORM } from '../../scripts/lib/portal.mjs';
import { ChildProcess } from '../lib/ChildProcess.mjs';
import { median } from '../lib/statistics.mjs';

const CONTESTANT = path.resolve(
  import.meta.dirname,
  '../contestants/mappers.cjs',
);
const ROUNDS = 60;
/** A kind is measured so many times, in turn with all others. */
const TURNS = 3;

/** What mapping an object costs, kind by kind, against parsing its text. */
export const mappers = {
  name: 'mappers',
  async run(context) {
    const child = await ChildProcess.start(CONTESTANT, {
      execArgv: ['--require', TRANSFORM, '--expose-gc'],
      cwd: ROOT,
      env: { NODE_ENV: 'production' },
    });
    const kinds = await child.ask('kinds');
    const wrong = kinds
      .filter(({ objects }) => objects === 0)
      .map(({ adapter, kind }) => `${adapter} has no object of ${kind}`);
    const measured = new Map();
    for (let turn = 0; turn < TURNS; turn++) {
      for (const { adapter, kind, objects } of kinds) {
        if (objects === 0) continue;
        const result = await child.ask('measure', {
          adapter,
          kind,
          rounds: context.scaled(ROUNDS, 20),
        });
        const key = `${adapter}/${kind}`;
        const before = measured.get(key)?.times ?? [];
        measured.set(key, { ...result, times: [...before, ...result.times] });
      }
    }
    await child.stop();
    const results = [...measured]
      .map(([key, { times, bytes }]) => {
        const parse = median(times.map(time => time.parse));
        const map = median(times.map(time => time.map));
        return {
          key,
          bytes,
          ratio: map / parse,
          parsedPerSecond: 1e6 / parse,
          mappedPerSecond: 1e6 / map,
        };
      })
      .sort((a, b) => b.ratio - a.ratio);
    for (const { key, ratio, mappedPerSecond, bytes } of results) {
      context.say(
        `  ${key}: ${Math.round(mappedPerSecond)} objects/s, ${ratio.toFixed(
          2,
        )} of JSON.parse, ${Math.round(bytes)} B`,
      );
    }
    const [worst] = results;
    return {
      wrong,
      rows: [
        {
          goal: 'mapper',
          value: worst.ratio,
          note: `${worst.key} is the dearest of ${
            results.length
          } kinds; the median kind ${median(
            results.map(({ ratio }) => ratio),
          ).toFixed(2)}; ${Math.round(
            Math.min(...results.map(({ mappedPerSecond }) => mappedPerSecond)),
          )} to ${Math.round(
            Math.max(...results.map(({ mappedPerSecond }) => mappedPerSecond)),
          )} objects a second`,
        },
      ],
      measured: { results },
    };
  },
};
