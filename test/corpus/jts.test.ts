import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { membersOf, readShape } from '../builders/wkt.ts';
import { evenOddAreas, type Verdict } from './jts-areas.ts';
import { checkJts } from './jts-checks.ts';
import { type JtsTest, readJtsXml } from './jts-xml.ts';

const corpus = new URL('../../../shared/corpus/jts-xml/', import.meta.url);
const present = existsSync(corpus);

/**
 * Where we differ from JTS, by file and place (case.test): a difference that is not listed fails, and so does a listed
 * one that is no more. docs/truth.md says the same in words.
 */
const toNothing = 'distance to an empty geometry: JTS says 0, here there is nothing to reach and it is missing';
const flat = 'a ring without area: JTS grows its line, here there is no area to grow';
const listed: ReadonlyMap<string, string> = new Map([
  ['TestBuffer.xml 10.2', flat],
  ['TestBuffer.xml 11.3', flat],
  ['TestDistance.xml 1.1', toNothing],
  ['TestDistance.xml 1.2', toNothing],
  ['TestDistance.xml 9.1', toNothing],
  ['TestDistance.xml 9.2', toNothing],
  [
    'TestCentroid.xml 38.1',
    'three slivers as wide as the last digit of their coordinates: too small to have an area here, so their lines count',
  ],
]);

/** What docs/truth.md prints: green, listed, not applicable by group of operations. */
const groups: readonly (readonly [name: string, operations: RegExp])[] = [
  ['overlay, doubles', /^(intersection|union|difference|symdifference)(ng)?$/],
  ['overlay, fixed grid', /^grid$/],
  ['areas fit together', /^overlayareatest$/],
  ['union of one geometry', /^(unary|unionarea|unionlength)$/],
  ['distance', /^distance$/],
  ['centroid', /^getcentroid$/],
  ['relations', /^(relate|intersects|disjoint|contains|within|covers|coveredby|overlaps|equalstopo|touches|crosses)$/],
  ['validity', /^isvalid$/],
  ['buffer', /^buffer/],
  ['interior point', /^getinteriorpoint$/],
];

function groupOf(test: JtsTest): string {
  const onGrid = test.operation.endsWith('sr') || test.scale !== null;
  const unary = test.operation === 'union' && test.parameters[1] === '';
  const key = unary ? 'unary' : onGrid ? 'grid' : test.operation;
  return groups.find(([, operations]) => operations.test(key))?.[0] ?? `none: ${key}`;
}

const files = present
  ? ['general/', 'robust/overlay/'].flatMap((folder) =>
      readdirSync(new URL(folder, corpus))
        .filter((name) => name.endsWith('.xml'))
        .map((name) => ({ name, tests: readJtsXml(name, readFileSync(new URL(folder + name, corpus), 'utf8')) })),
    )
  : [];
const tests = files.flatMap((file) => file.tests);
const verdicts = new Map<JtsTest, Verdict>(tests.map((test) => [test, checkJts(test)]));
const nameOf = (test: JtsTest) => `${test.file} ${test.place}`;

function count(of: readonly JtsTest[]): readonly [green: number, listed: number, notApplicable: number] {
  const kinds = of.map((test) => verdicts.get(test)?.kind);
  const number = (kind: Verdict['kind']) => kinds.filter((one) => one === kind).length;
  return [number('green'), number('wrong'), number('not-applicable')];
}

const [greenCount, wrongCount, otherCount] = count(tests);
const share = ((100 * wrongCount) / Math.max(1, greenCount + wrongCount)).toFixed(1);
const counts = `${greenCount} green, ${wrongCount} listed (${share} % of the applicable), ${otherCount} not applicable`;
const title = present ? `JTS cases: ${counts}` : 'JTS cases (skipped: ../shared/corpus/jts-xml is absent)';

describe.skipIf(!present)(title, () => {
  it.each(files.map(({ name, tests: inFile }) => [name, count(inFile), inFile] as const))(
    '%s: green, listed, not applicable %j',
    (_name, _counts, inFile) => {
      const wrong = inFile.flatMap((test) => {
        const verdict = verdicts.get(test);
        return verdict?.kind === 'wrong' ? [`${nameOf(test)} ${test.operation}: ${verdict.found}`] : [];
      });
      const unknown = wrong.filter((line) => ![...listed.keys()].some((key) => line.startsWith(`${key} `)));
      expect(unknown).toEqual([]);
    },
  );

  it('lists nothing that is green, and at most 2 % of what applies', () => {
    const wrong = tests.filter((test) => verdicts.get(test)?.kind === 'wrong').map(nameOf);
    expect([...listed.keys()].sort()).toEqual(wrong.sort());
    expect(wrongCount).toBeLessThanOrEqual(0.02 * (greenCount + wrongCount));
  });

  it('counts what docs/truth.md says', () => {
    const page = readFileSync(new URL('../../docs/truth.md', import.meta.url), 'utf8');
    for (const [name] of groups) {
      const row = count(tests.filter((test) => groupOf(test) === name));
      expect(page).toContain(`| ${name} | ${row.join(' | ')} |`);
    }
    expect(page).toContain(`| all | ${greenCount} | ${wrongCount} | ${otherCount} |`);
    expect(tests.filter((test) => groupOf(test).startsWith('none'))).toEqual([]);
  });

  it('gives every polygon of the corpus, valid or not, the even-odd area that slabs give', () => {
    const texts = new Set(tests.flatMap(({ a, b }) => [a, b]).filter((text) => /^\s*(multi)?polygon/i.test(text)));
    const polygons = [...texts].flatMap((text) => membersOf(readShape(text)));
    const apart = polygons.flatMap((shape) => {
      if (shape.kind !== 'polygons') return [];
      const { ours, slabs, around } = evenOddAreas(shape.parts);
      return Math.abs(ours - slabs) <= 1e-9 * around ? [] : [`${ours} instead of ${slabs} of ${around}`];
    });
    expect(apart).toEqual([]);
    expect(polygons.length).toBeGreaterThan(250);
  });
});
