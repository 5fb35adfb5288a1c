/**
 * A program that works on a project until it is killed: edits, results, imports and saves in an order drawn from a seed. Each
 * edit that the store has kept is told on standard output, after it was kept.
 */
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { OpenProject } from '../../../src/main/store/open-project.ts';
import { findRecoverable, newProject, openProject, recoverProject } from '../../../src/main/store/projects.ts';
import { createRandom } from '../../../src/shared/lib/random.ts';
import { edit, lastEdit, must, samplePlots, storeHost } from '../../builders/project-store.ts';

const [work, target, seedText] = process.argv.slice(2);
const seed = Number(seedText);
const random = createRandom(seed);
const host = await storeHost(work);

async function start(): Promise<OpenProject> {
  const [offered] = findRecoverable(host);
  if (offered !== undefined) return must(recoverProject(host, offered.session));
  const opened = await openProject(host, target);
  if (opened.ok) return opened.value;
  const project = must(newProject(host, 'Rana', '{}'));
  must(await project.putDataset(samplePlots(2_000, 1, 30), 'Tomter'));
  must(await project.saveAs(target));
  return project;
}

const project = await start();
if (project.state().readOnly !== null) throw new Error('the lock of a killed program was not removed');
let number = lastEdit(project);
let layer = 0;
writeSync(1, `${number}\n`);
for (;;) {
  const drawn = random.next();
  if (drawn < 0.02) void project.save();
  else if (drawn < 0.03) void project.putDataset(samplePlots(500, seed * 1000 + layer++, 20), `Lag ${seed} ${layer}`);
  else if (drawn < 0.06)
    must(project.putResult({ id: `r${number % 5}`, about: '{}', content: new Uint8Array(30_000) }));
  must(edit(project, number + 1));
  number++;
  writeSync(1, `${number}\n`);
  await setImmediate();
}
