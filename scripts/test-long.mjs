/**
 * `npm run test:long`: the tests whose number of random runs is small in `npm test`, with their full numbers; see
 * docs/guarantees.md. Takes about half an hour on two cores.
 */
import { join } from 'node:path';
import { ensureDependencies } from './lib/provision.mjs';
import { root, run } from './lib/run.mjs';

const program = join(root, 'node_modules/vitest/vitest.mjs');
const places = process.argv.slice(2);
const env = { ...process.env, TOMTEVALG_LONG: '1' };
const ready = await ensureDependencies();
const code = ready
  ? await run(process.execPath, [program, 'run', ...(places.length > 0 ? places : ['test/fault'])], { env })
  : 1;
process.exitCode = code;
