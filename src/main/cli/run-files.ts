import { join } from 'node:path';
import type { ScoredStudy } from '../../shared/analysis/run-study.ts';
import { createTransform } from '../../shared/crs/transform.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import type { Crs } from '../../shared/crs/types.ts';
import type { Language } from '../../shared/lib/language.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import { rankingCsv } from '../../shared/report/ranking-csv.ts';
import { rankingGeoJson } from '../../shared/report/ranking-geojson.ts';
import { assertNever } from '../../shared/lib/assert-never.ts';
import type { RunFormat } from './arguments.ts';
import { writeWhole } from './output.ts';

/** Writes the files of a run into a folder, one per profile and format; says which on stderr. */
export function writeRun(
  folder: string,
  formats: readonly RunFormat[],
  { loaded, profiles }: ScoredStudy,
  language: Language,
): void {
  const write = (name: string, pieces: Iterable<string>) => {
    const path = join(folder, name);
    writeWhole(path, inChunks(pieces));
    process.stderr.write(`${path}\n`);
  };
  for (const scored of profiles) {
    const name = fileName(scored.profile.id);
    for (const format of formats) {
      switch (format) {
        case 'csv':
          write(`${name}.csv`, rankingCsv(scored, loaded.plots, language));
          break;
        case 'geojson':
          write(`${name}.geojson`, rankingGeoJson(scored, loaded.plots, lonLatFrom(loaded.workingCrs)));
          break;
        case 'svg':
        case 'html':
          break;
        default:
          assertNever(format);
      }
    }
  }
}

/** A profile's id is text from a file, not a path: what no file system takes becomes a dash. */
function fileName(id: string): string {
  const safe = id.replaceAll(/[^\p{L}\p{N}._-]/gu, '-').replace(/^\.+/, '');
  return safe === '' ? 'profile' : safe.slice(0, 100);
}

function lonLatFrom(crs: Crs) {
  const transform = createTransform(crs, crsByCode('EPSG:4326', 'file') as Crs);
  if (!transform.ok) throw new Error(`no way from ${crs.name} to longitude and latitude`);
  return transform.value;
}
