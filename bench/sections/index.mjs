import { changes } from './changes.mjs';
import { connect } from './connect.mjs';
import { costs } from './costs.mjs';
import { drift } from './drift.mjs';
import { fairness } from './fairness.mjs';
import { fanOut } from './fanOut.mjs';
import { firstSync } from './firstSync.mjs';
import { grid } from './grid.mjs';
import { idle } from './idle.mjs';
import { informers } from './informers.mjs';
import { mappers } from './mappers.mjs';
import { matrix } from './matrix.mjs';
import { moves } from './moves.mjs';
import { replicas } from './replicas.mjs';
import { restart } from './restart.mjs';
import { views } from './views.mjs';

/** In the order in which they run. */
export const SECTIONS = [
  views,
  matrix,
  costs,
  drift,
  mappers,
  firstSync,
  restart,
  changes,
  idle,
  fairness,
  replicas,
  moves,
  fanOut,
  informers,
  connect,
  grid,
];
