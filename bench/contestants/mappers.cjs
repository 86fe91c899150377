/*
 * Times the mapper of every kind against JSON.parse of the same objects, as text.
 * A process of its own: adapters are TypeScript.
 */
const fs = require('node:fs');
const path = require('node:path');
const { mapObject } = require('@fleetview/backstage-plugin-fleet-node');
const { FleetSimulator } = require('@fleetview/fleet-simulator');
const { parse } = require('yaml');

const SOURCE = path.resolve(
  __dirname,
  '../../plugins/fleet-backend-module-adapters/src',
);
const { adapters } = require(path.join(SOURCE, 'adapters'));

/** Objects of one round. */
const OBJECTS = 200;

/** By adapter and kind, the objects as text. */
const texts = new Map();

/**
 * Objects of a kind as a server sends them, with who wrote which field: those of
 * the simulated company, or the adapter's own fixtures where it has none.
 */
function textsOf(simulator, adapter, watch) {
  const objects = watch.versions.flatMap(version => {
    const apiVersion = watch.group ? `${watch.group}/${version}` : version;
    return simulator.clusters.flatMap(({ store }) =>
      allOf(store, apiVersion, watch.kind).map(object => ({ version, object })),
    );
  });
  const served = objects.length > 0 ? objects : fixturesOf(adapter, watch);
  return served
    .slice(0, OBJECTS)
    .map(({ version, object }) => ({ version, text: JSON.stringify(object) }))
    .filter(
      ({ version, text }) =>
        'facts' in mapObject(watch, version, JSON.parse(text)),
    );
}

/** All of a kind, none where the cluster does not serve it. */
function allOf(store, apiVersion, kind) {
  try {
    return store.all(apiVersion, kind);
  } catch {
    return [];
  }
}

function fixturesOf(adapter, watch) {
  const folder = path.join(SOURCE, adapter.id, '__fixtures__');
  return fs
    .readdirSync(folder)
    .map(file => parse(fs.readFileSync(path.join(folder, file), 'utf8')))
    .filter(({ apiVersion, kind }) => {
      const [version, group = ''] = String(apiVersion).split('/').reverse();
      return (
        kind === watch.kind &&
        group === watch.group &&
        watch.versions.includes(version)
      );
    })
    .map(object => ({
      version: String(object.apiVersion).split('/').at(-1),
      object,
    }));
}

function round(texts) {
  return Array.from(
    { length: OBJECTS },
    (_, index) => texts[index % texts.length],
  );
}

/** Microseconds that each round of a kind took to parse, and then to map. */
function measure(watch, texts, rounds) {
  const objects = round(texts);
  const times = [];
  let facts = 0;
  for (let turn = 0; turn < rounds; turn++) {
    const start = process.hrtime.bigint();
    const parsed = objects.map(({ text }) => JSON.parse(text));
    const middle = process.hrtime.bigint();
    for (let index = 0; index < OBJECTS; index++) {
      const mapped = mapObject(watch, objects[index].version, parsed[index]);
      facts += 'facts' in mapped ? mapped.facts.length : 0;
    }
    const end = process.hrtime.bigint();
    times.push({
      parse: Number(middle - start) / 1000 / OBJECTS,
      map: Number(end - middle) / 1000 / OBJECTS,
    });
  }
  return { times, facts };
}

const commands = {
  async kinds() {
    const simulator = await FleetSimulator.create({ seed: 1 });
    for (const adapter of adapters) {
      for (const watch of adapter.watches) {
        texts.set(watch, textsOf(simulator, adapter, watch));
      }
    }
    return adapters.flatMap(({ id, watches }) =>
      watches.map(watch => ({
        adapter: id,
        kind: watch.kind,
        objects: texts.get(watch).length,
      })),
    );
  },
  measure({ adapter: id, kind, rounds }) {
    // The company is gone by now: a heap that is full of it would be walked for
    // whatever mapping leaves behind.
    global.gc();
    const adapter = adapters.find(candidate => candidate.id === id);
    const watch = adapter.watches.find(candidate => candidate.kind === kind);
    const objects = texts.get(watch);
    // Until the compiler has seen it all.
    measure(watch, objects, 20);
    const { times, facts } = measure(watch, objects, rounds);
    return {
      times,
      facts,
      bytes:
        objects.reduce((sum, { text }) => sum + text.length, 0) /
        objects.length,
    };
  },
};

process.on('message', async ({ id, command, ...options }) => {
  try {
    process.send({ id, answer: await commands[command](options) });
  } catch (error) {
    process.send({ id, error: String(error.stack) });
  }
});
process.send({ ready: true });
