/**
 * Makes test/fixtures/projects/v<N>.gpkg, a small project of the format version that the program writes now. Run once when the
 * version is raised; files of earlier versions are never made again.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { formatVersion } from '../src/main/store/format-version.ts';
import { newProject } from '../src/main/store/projects.ts';
import { edit, must, samplePlots, storeHost, testFolder } from '../test/builders/project-store.ts';

const target = join(import.meta.dirname, `../test/fixtures/projects/v${formatVersion}.gpkg`);
if (existsSync(target)) throw new Error(`${target} is there already`);
const place = testFolder();
const project = must(newProject(await storeHost(place.work), 'Rana', '{}'));
must(await project.putDataset(samplePlots(20, 1), 'Tomter'));
must(project.putResult({ id: 'r1', about: '{}', content: Uint8Array.of(1, 2, 3) }));
must(edit(project, 3));
must(await project.saveAs(target));
await project.close();
rmSync(join(target, '..', `.${`v${formatVersion}.gpkg`}.lock`), { force: true });
place.remove();
