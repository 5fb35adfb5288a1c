import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSource, locate } from '../../src/main/cli/files.ts';
import { readFiles } from '../../src/shared/formats/read-files.ts';
import { resolvePolygons } from '../../src/shared/geometry/shape/combine.ts';
import { featureCount, type Polygons } from '../../src/shared/geometry/types.ts';
import { checkPolygons } from '../../src/shared/geometry/validity/check.ts';
import { invalidBits } from '../../src/shared/geometry/validity/problems.ts';
import { featuresOf } from '../builders/geometry-columns.ts';
import { areaIn, geometryOf, inGeos, isValid, madeValid, reasonOf } from '../property/geos-witness.ts';

const folder = resolve('../shared/data/cambridge-ma');
const present = existsSync(folder);
const files = present ? readdirSync(folder).filter((name) => name.endsWith('.zip')) : [];

async function polygonsIn(name: string): Promise<readonly Polygons[]> {
  const outcome = await readFiles(
    locate(join(folder, name)).map(fileSource),
    {},
    { progress: () => {}, cancelled: () => false },
  );
  if (!outcome.ok) throw new Error(outcome.reason.code);
  return outcome.value.flatMap(({ dataset: { geometry } }) => (geometry.kind === 'polygons' ? [geometry] : []));
}

describe.skipIf(!present)(
  `polygons of Cambridge${present ? '' : ' (skipped: ../shared/data/cambridge-ma is absent)'}`,
  () => {
    it('are valid or not as GEOS says, and mended they are, with the area GEOS gives them', {
      timeout: 120_000,
    }, async () => {
      const wrong: string[] = [];
      const seen = { all: 0, invalid: 0 };
      for (const name of files) {
        for (const polygons of await polygonsIn(name)) {
          const { flags } = checkPolygons(polygons, 0, featureCount(polygons));
          const mended = featuresOf(resolvePolygons(polygons).polygons);
          for (const [row, feature] of featuresOf(polygons).entries()) {
            seen.all++;
            const valid = (flags[row] & invalidBits) === 0;
            if (!valid) seen.invalid++;
            inGeos(() => {
              const [given, made] = [geometryOf(feature), geometryOf(mended[row])];
              if (isValid(given) !== valid) wrong.push(`${name} ${row + 1}: ${reasonOf(given)}`);
              if (!isValid(made)) wrong.push(`${name} ${row + 1} mended: ${reasonOf(made)}`);
              const [ours, theirs] = [areaIn(made), areaIn(madeValid(given))];
              if (!(Math.abs(ours - theirs) <= 1e-3 + 1e-8 * theirs))
                wrong.push(`${name} ${row + 1}: ${ours}, GEOS ${theirs}`);
            });
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(seen.all).toBeGreaterThan(10_000);
      expect(seen.invalid).toBeGreaterThan(20);
    });
  },
);
