/*
 * What one kind of one cluster holds. An object is a few numbers; its text is
 * made when it is asked for.
 */
import { COMPONENT_GROUPS, COMPONENTS_PER_GROUP } from './components.mjs';
import { render } from './templates.mjs';

/** Changes that a watch may be opened at; older ones are answered with 410. */
const LOG_LENGTH = 2_000;

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-south-1'];

function hex(number, length) {
  return number.toString(16).padStart(length, '0');
}

export class SimulatedObjects {
  constructor({ kind, cluster, count }) {
    this.kind = kind;
    this.cluster = cluster;
    this.tags = new Uint32Array(count).fill(1);
    this.versions = new Float64Array(count);
    /** Grows when an object is deleted and made again: another UID. */
    this.lives = new Uint16Array(count).fill(1);
    this.present = new Uint8Array(count).fill(1);
    /** Touches without meaning, visible in managedFields and heartbeats. */
    this.touches = new Uint32Array(count);
    this.log = [];
    /** The version before the first change that is still in the log. */
    this.logStart = 0;
    this.watches = new Set();
    const first = 1_000;
    for (let index = 0; index < count; index++) {
      this.versions[index] = first + index;
    }
    this.logStart = cluster.version;
  }

  get count() {
    return this.tags.length;
  }

  uidOf(index) {
    return `${hex(this.cluster.number, 8)}-${hex(
      this.lives[index],
      4,
    )}-4000-8000-${hex(this.kind.number, 4)}${hex(index, 8)}`;
  }

  nameOf(index) {
    return this.kind.kind === 'Namespace'
      ? `team-${index}`
      : `${this.kind.kind.toLowerCase()}-${index}`;
  }

  shaOf(index) {
    return hex(this.tags[index], 40);
  }

  /** What an object says now, as JSON. */
  text(index, bare = false) {
    const seconds = this.touches[index] % 60;
    return render(
      this.kind,
      {
        name: this.nameOf(index),
        namespace: `team-${index % this.cluster.namespaces}`,
        uid: this.uidOf(index),
        version: String(this.versions[index]),
        generation: String(this.tags[index]),
        tag: String(this.tags[index]),
        sha: this.shaOf(index),
        time: `2026-11-02T08:00:${String(seconds).padStart(2, '0')}Z`,
        component: this.#componentOf(index),
        region: REGIONS[this.cluster.number % REGIONS.length],
      },
      bare,
    );
  }

  /** The first of each kind belongs to the one component that is on every cluster. */
  #componentOf(index) {
    return index === 0
      ? 'component-0'
      : `component-${this.cluster.number % COMPONENT_GROUPS}-${
          index % COMPONENTS_PER_GROUP
        }`;
  }

  /**
   * Changes one object and tells the watches.
   *
   * @param how - `changed` gives it another version to run, `touched` only
   *   another resourceVersion, `deleted` and `created` are what they say
   * @returns the type of the event
   */
  change(index, how) {
    const { cluster } = this;
    let type = 'MODIFIED';
    if (how === 'changed') this.tags[index] += 1;
    if (how === 'touched') this.touches[index] += 1;
    if (how === 'deleted') {
      this.present[index] = 0;
      type = 'DELETED';
    }
    if (how === 'created') {
      this.present[index] = 1;
      this.lives[index] += 1;
      type = 'ADDED';
    }
    cluster.version += 1;
    this.versions[index] = cluster.version;
    const line = `{"type":"${type}","object":${this.text(index)}}\n`;
    this.log.push({ version: cluster.version, line });
    if (this.log.length > LOG_LENGTH) {
      this.logStart = this.log.shift().version;
    }
    for (const watch of this.watches) watch.send(line);
    return type;
  }

  /** UID and resourceVersion of everything that is there, as lines. */
  *lines() {
    for (let index = 0; index < this.count; index++) {
      if (this.present[index]) {
        yield `${this.uidOf(index)} ${this.versions[index]}`;
      }
    }
  }
}
