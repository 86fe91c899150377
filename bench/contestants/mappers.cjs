/*
 * Times the mapper of every kind against JSON.parse of the same objects, as text:
 * an object is parsed and mapped and then let go, as the collector does, and what
 * that takes beyond parsing alone is the mapper's. A process of its own: adapters
 * are TypeScript.
 */
const fs = require('node:fs');
const path = require('node:path');
const { mapObject } = require('@fleetview/backstage-plugin-fleet-node');
const { FleetSimulator } = require('@fleetview/fleet-simulator');
const { parse } = require('yaml');
const { z } = require('zod');

const SOURCE = path.resolve(
  __dirname,
  '../../plugins/fleet-backend-module-adapters/src',
);
const {
  adapters,
} = require('@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters');
/** What the package is built to, file by file. */
const BUILT = path.resolve(SOURCE, '../dist');

/** Objects of one round. */
const OBJECTS = 200;
/** Rounds over all kinds in turn before anything is measured. */
const WARM_ROUNDS = 40;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** By watch, the objects as text. */
const texts = new Map();

/**
 * An object as the collector parses it: it cuts these two out of the bytes before,
 * so that a mapper never sees them and their parsing costs nothing.
 */
function asParsed(object) {
  const { managedFields, annotations, ...metadata } = object.metadata;
  if (annotations) {
    const { [LAST_APPLIED]: applied, ...others } = annotations;
    metadata.annotations = others;
  }
  return { ...object, metadata };
}

/**
 * Objects of a kind: those of the simulated company, or the adapter's own fixtures
 * where it has none.
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
    .map(({ version, object }) => ({
      version,
      text: JSON.stringify(asParsed(object)),
      sent: JSON.stringify(object),
    }))
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
        // Of a group whose kinds users define, any.
        (watch.everyKind || kind === watch.kind) &&
        group === watch.group &&
        watch.versions.includes(version)
      );
    })
    .map(object => ({
      version: String(object.apiVersion).split('/').at(-1),
      object,
    }));
}

function round(objects) {
  return Array.from(
    { length: OBJECTS },
    (_, index) => objects[index % objects.length],
  );
}

/**
 * The schema of a kind, which adapters export from `schema.ts`: the one of its name,
 * else the one that `index.ts` names after the kind, as several kinds may share one.
 */
function schemaOf(adapter, kind) {
  const exported = require(path.join(BUILT, adapter.id, 'schema.cjs.js'));
  const text = fs.readFileSync(
    path.join(SOURCE, adapter.id, 'index.ts'),
    'utf8',
  );
  const after = text.split(`'${kind}'`)[1] ?? '';
  const name =
    Object.keys(exported).find(
      key => key.toLowerCase() === `${kind.toLowerCase()}schema`,
    ) ?? /\b\w+Schema\b/.exec(after)?.[0];
  if (!exported[name]) {
    throw new Error(`${adapter.id} has no schema of ${kind}`);
  }
  return z.compile(exported[name]);
}

let last;

/** What is done with an object, from `parse` on each more than the one before. */
function worksOf(adapter, watch) {
  const schema = schemaOf(adapter, watch.kind);
  return {
    parse({ text }) {
      last = JSON.parse(text);
    },
    /** As a server sends it, for whoever cuts nothing out. */
    parseSent({ sent }) {
      last = JSON.parse(sent);
    },
    read({ text }) {
      last = schema.safeParse(JSON.parse(text));
    },
    map({ text, version }) {
      const object = JSON.parse(text);
      const { name, uid, namespace } = object.metadata;
      const { group, kind } = watch;
      last = watch.map(object, {
        source: namespace
          ? { group, version, kind, namespace, name, uid }
          : { group, version, kind, name, uid },
      });
    },
    all({ text, version }) {
      last = mapObject(watch, version, JSON.parse(text));
    },
  };
}

/**
 * Microseconds an object of each work in each round, the works in turn. By the
 * clock: the time of the processor is told in steps that are longer than a round.
 */
function measure({ works, objects }, rounds) {
  const times = [];
  for (let turn = 0; turn < rounds; turn++) {
    const time = {};
    for (const [name, work] of Object.entries(works)) {
      const start = process.hrtime.bigint();
      for (const object of objects) work(object);
      time[name] = Number(process.hrtime.bigint() - start) / 1000 / OBJECTS;
    }
    times.push(time);
  }
  return times;
}

/** By adapter and kind, what is measured. */
const measured = new Map();

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
  /** Until the compiler has seen all kinds, as in a process that reads them all. */
  warm() {
    for (const adapter of adapters) {
      for (const watch of adapter.watches) {
        if (texts.get(watch).length === 0) continue;
        measured.set(`${adapter.id}/${watch.kind}`, {
          works: worksOf(adapter, watch),
          objects: round(texts.get(watch)),
        });
      }
    }
    // The company is gone by now: a heap that is full of it would be walked for
    // whatever mapping leaves behind.
    global.gc();
    for (let turn = 0; turn < WARM_ROUNDS; turn++) {
      for (const one of measured.values()) measure(one, 1);
    }
    return measured.size;
  },
  measure({ key, rounds }) {
    const one = measured.get(key);
    measure(one, 2);
    const average = size =>
      one.objects.reduce((sum, object) => sum + size(object), 0) / OBJECTS;
    return {
      times: measure(one, rounds),
      bytes: average(({ text }) => text.length),
      bytesSent: average(({ sent }) => sent.length),
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
