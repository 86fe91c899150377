import path from 'node:path';
import { ROOT, TRANSFORM } from '../../scripts/lib/portal.mjs';
import { ChildProcess } from '../lib/ChildProcess.mjs';
import { median } from '../lib/statistics.mjs';

const CONTESTANT = path.resolve(
  import.meta.dirname,
  '../contestants/mappers.cjs',
);
const BUILT = path.resolve(import.meta.dirname, '../lib/builtPackages.cjs');
const ROUNDS = 14;
/** A kind is measured so many times, in turn with all others. */
const TURNS = 4;

/** What the works of a kind took, and its parts of what mapping takes. */
function resultOf([key, { times, bytes, bytesSent }]) {
  const [parse, parseSent, read, map, all] = [
    'parse',
    'parseSent',
    'read',
    'map',
    'all',
  ].map(work => median(times.map(time => time[work])));
  return {
    key,
    bytes,
    bytesSent,
    ratio: (all - parse) / parse,
    /** The same over the parse of all that a server sends. */
    ratioSent: (all - parse) / parseSent,
    // Parts of `ratio`: by schema, by the mapper, and of names and facts.
    stages: {
      read: (read - parse) / parse,
      map: (map - read) / parse,
      check: (all - map) / parse,
    },
    parsedPerSecond: 1e6 / parse,
    mappedPerSecond: 1e6 / (all - parse),
  };
}

function describe(result) {
  const { key, ratio, ratioSent, stages, mappedPerSecond } = result;
  const parts = Object.entries(stages)
    .map(([stage, part]) => `${stage} ${part.toFixed(2)}`)
    .join(', ');
  return `  ${key}: ${Math.round(mappedPerSecond)} objects/s, ${ratio.toFixed(
    2,
  )} of JSON.parse (${parts}) of ${Math.round(
    result.bytes,
  )} B; ${ratioSent.toFixed(2)} of JSON.parse of the ${Math.round(
    result.bytesSent,
  )} B that are sent`;
}

/** What mapping an object costs, kind by kind, against parsing its text. */
export const mappers = {
  name: 'mappers',
  async run(context) {
    const child = await ChildProcess.start(CONTESTANT, {
      // The simulator that makes the objects is TypeScript; what maps them is built.
      execArgv: ['--require', TRANSFORM, '--require', BUILT, '--expose-gc'],
      cwd: ROOT,
      env: { NODE_ENV: 'production' },
    });
    const kinds = await child.ask('kinds');
    const wrong = kinds
      .filter(({ objects }) => objects === 0)
      .map(({ adapter, kind }) => `${adapter} has no object of ${kind}`);
    const keys = kinds
      .filter(({ objects }) => objects > 0)
      .map(({ adapter, kind }) => `${adapter}/${kind}`);
    await child.ask('warm');
    const measured = new Map();
    for (let turn = 0; turn < TURNS; turn++) {
      for (const key of keys) {
        const rounds = context.scaled(ROUNDS, 6);
        const result = await child.ask('measure', { key, rounds });
        const before = measured.get(key)?.times ?? [];
        measured.set(key, { ...result, times: [...before, ...result.times] });
      }
    }
    await child.stop();
    const results = [...measured]
      .map(resultOf)
      .sort((a, b) => b.ratio - a.ratio);
    for (const result of results) context.say(describe(result));
    const dearer = results.filter(({ ratio }) => ratio > 1).length;
    const [worst] = results;
    return {
      wrong,
      rows: [
        {
          goal: 'mapper',
          value: worst.ratio,
          note: `${worst.key} is the dearest of ${
            results.length
          } kinds, of which ${dearer} cost more than the parse; the median kind ${median(
            results.map(({ ratio }) => ratio),
          ).toFixed(2)}, over the parse of all that is sent ${median(
            results.map(({ ratioSent }) => ratioSent),
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
