'use strict';
/*
 * The runtime of Jest for packages that run in Node. A name such as `Object` is looked
 * up in the context of the test file once per file, and not whenever it is read: such a
 * context is asked through a proxy for each of its names, which takes many times as
 * long as to read a variable. Code that walks through JSON takes twice as long in it as
 * in Node. It is what Jest's option `sandboxInjectedGlobals` does, for modules that
 * have variables of these names as well.
 *
 * Pages have a runtime of Backstage's: their context is no proxy.
 */
const { Script } = require('node:vm');
const BackstageRuntime = require('@backstage/cli/config/jestCachingModuleLoader');

/** What belongs to the language. What tests put in the place of something, such as `Date`, is none of it. */
const INTRINSICS = [
  'Array',
  'BigInt',
  'Boolean',
  'Error',
  'Infinity',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'ReferenceError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'Uint8Array',
  'WeakMap',
  'WeakRef',
  'WeakSet',
  'decodeURIComponent',
  'encodeURIComponent',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
];

/** What imports while it runs has to find the modules of its own test file. */
const IMPORTS = /\bimport\s*\(/;

/** By file, what was compiled last, and what of: once per process, as V8 does for what Jest compiles. */
const compiled = new Map();

module.exports = class IntrinsicsRuntime extends BackstageRuntime {
  #intrinsics;

  createScriptFromCode(source, filename) {
    const context = this._environment.getVmContext();
    if (context === null || IMPORTS.test(source)) {
      return super.createScriptFromCode(source, filename);
    }
    const parameters = this.constructInjectedModuleParameters().join();
    let known = compiled.get(filename);
    if (known?.source !== source || known.parameters !== parameters) {
      const head = `(function (${INTRINSICS}) { return function (${parameters}) {`;
      let script;
      try {
        script = new Script(`${head}${source}\n} })`, {
          filename,
          columnOffset: -head.length,
        });
      } catch {
        // Jest says it better.
        return super.createScriptFromCode(source, filename);
      }
      known = { source, parameters, script };
      compiled.set(filename, known);
    }
    const { global } = this._environment;
    this.#intrinsics ??= INTRINSICS.map(name => global[name]);
    return known.script.runInContext(context)(...this.#intrinsics);
  }
};
