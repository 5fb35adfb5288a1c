import { describe, expect, it } from 'vitest';
import { importsOf, readSources, type SourceFile, target, withoutComments } from './sources.ts';

const sources = readSources('src');
const product = sources.filter((file) => !file.isTest);

/** Rooms of src/shared in steps: a room may import from lower steps only, never from a neighbour on its own. */
const steps: readonly (readonly string[])[] = [
  ['lib'],
  ['geometry', 'crs'],
  ['dataset'],
  ['formats', 'network'],
  ['measure'],
  ['scoring'],
  ['robustness', 'demand', 'candidates'],
  ['portfolio'],
  ['explain'],
  ['project'],
  ['report'],
  ['jobs'],
  ['analysis'],
];
const stepOf = (room: string): number => steps.findIndex((rooms) => rooms.includes(room));

/** What each room of the window may import from the window; everything may import from src/shared. */
const rendererRooms: ReadonlyMap<string, readonly string[]> = new Map([
  ['main.tsx', ['app', 'compute', 'storage']],
  ['app', ['features', 'commands', 'state', 'compute', 'storage', 'map', 'ui', 'i18n']],
  ['features', ['commands', 'state', 'map', 'ui', 'i18n', 'storage']],
  ['commands', ['state', 'compute', 'storage', 'map', 'i18n']],
  // The classes that colour map, legend and table are one thing: state asks the map's ramp for their number. What the
  // cache tells of itself is shown as it is.
  ['state', ['map', 'i18n', 'storage']],
  ['compute', ['threads', 'storage']],
  ['storage', []],
  ['map', ['threads']],
  ['threads', []],
  ['ui', []],
  ['i18n', []],
  ['dev', ['app', 'features', 'commands', 'state', 'compute', 'storage', 'map', 'ui', 'i18n']],
]);

/** Folders that may import a package; a package that is not listed has no home yet and is refused. */
const packageHomes: readonly (readonly [name: RegExp, homes: readonly string[]])[] = [
  [/^node:/, ['src/main/']],
  [/^electron$/, ['src/main/']],
  [/^@sqlite\.org\/sqlite-wasm$/, ['src/main/store/sqlite/']],
  [/^maplibre-gl$/, ['src/renderer/map/']],
  [/^geojson$/, ['src/renderer/map/']],
  [/^dexie$/, ['src/renderer/storage/']],
  [/^react(-dom)?$/, ['src/renderer/app/', 'src/renderer/features/', 'src/renderer/ui/', 'src/renderer/dev/']],
  [
    /^@mantine\/|^@tabler\/|^@tanstack\/|^react-resizable-panels$|^get-nonce$/,
    ['src/renderer/app/', 'src/renderer/features/', 'src/renderer/ui/'],
  ],
  [/^zustand(\/|$)/, ['src/renderer/state/', 'src/renderer/features/use-app.ts']],
  [/^proj4$/, ['src/shared/crs/']],
  [/^flatbush$/, ['src/shared/geometry/', 'src/shared/formats/']],
  [/^earcut$/, ['src/shared/geometry/']],
  [/^shpjs$/, ['src/shared/formats/second-opinion.ts']],
  [/^fflate$/, ['src/shared/formats/']],
  [/^zod$/, ['src/shared/project/']],
  [/^@turf\/turf$/, ['src/shared/geometry/', 'src/shared/measure/']],
];

const packageName = (imported: string): string =>
  imported.startsWith('node:')
    ? imported
    : imported
        .split('/')
        .slice(0, imported.startsWith('@') ? 2 : 1)
        .join('/');

function violations(check: (file: SourceFile, imported: string, to: string | null) => string | null): string[] {
  return product.flatMap((file) =>
    file.imports.flatMap((imported) => {
      const broken = check(file, imported, target(file, imported));
      return broken === null ? [] : [`${file.path} imports ${imported}: ${broken}`];
    }),
  );
}

const sharedRoom = (path: string): string | undefined => path.match(/^src\/shared\/([^/]+)\//)?.[1];

function brokenInShared(file: SourceFile, to: string | null): string | null {
  const from = sharedRoom(file.path);
  if (from === undefined || to === null) return null;
  const into = sharedRoom(to);
  if (into === undefined) return /^(resources|package\.json)/.test(to) ? null : 'shared imports from shared only';
  if (into === from) return null;
  if (into === 'sample') return 'the sample is for scripts and tests';
  if (into === 'ipc') return 'only main and renderer speak over the bridge';
  if (from === 'ipc')
    return ['lib', 'project', 'jobs'].includes(into) ? null : 'ipc knows lib and types of project and jobs';
  const highest = from === 'sample' ? stepOf('formats') + 1 : stepOf(from);
  if (stepOf(into) < 0 || highest < 0) return 'the room has no place in the order';
  return stepOf(into) < highest ? null : `${into} is not below ${from}`;
}

function brokenInRenderer(file: SourceFile, to: string | null): string | null {
  const from = file.path.match(/^src\/renderer\/([^/]+)/)?.[1];
  if (from === undefined || to === null || to.startsWith('src/shared/')) return null;
  const into = to.match(/^src\/renderer\/([^/]+)/)?.[1];
  if (into === undefined) return 'the window imports from the window and shared only';
  if (into !== from) return rendererRooms.get(from)?.includes(into) ? null : `${from} may not know ${into}`;
  const feature = (path: string): string | undefined => path.match(/^src\/renderer\/features\/([^/]+)\//)?.[1];
  const [own, other] = [feature(file.path), feature(to)];
  return from === 'features' && own !== undefined && other !== undefined && own !== other
    ? 'features do not know each other'
    : null;
}

describe('import direction', () => {
  it('reads imports as they are written', () => {
    const code = withoutComments(
      "import { a } from './a.ts'; // from './no.ts'\nimport './b.ts';\nexport { c } from './c.ts';\nvoid import('./d.ts'); /* import './no.ts' */ const s = '// kept';",
    );
    expect(importsOf(code)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
    expect(code).toContain('// kept');
    expect(product.length).toBeGreaterThan(100);
  });

  it('goes one way between the rooms of shared', () => {
    expect(violations((file, _imported, to) => brokenInShared(file, to))).toEqual([]);
  });

  it('goes one way inside the window', () => {
    expect(violations((file, _imported, to) => brokenInRenderer(file, to))).toEqual([]);
  });

  it('never goes from main to the window; the command line and the store know no Electron', () => {
    const broken = violations((file, imported, to) => {
      if (!file.path.startsWith('src/main/')) return null;
      if (to?.startsWith('src/renderer/')) return 'main does not know the window';
      const headless = /^src\/main\/(cli|store)\//.test(file.path);
      if (headless && imported === 'electron') return 'runs without Electron';
      return headless && to !== null && /^src\/main\/(app|ipc|menu|windows|protocol|switches|runtime-info)/.test(to)
        ? 'runs without Electron'
        : null;
    });
    expect(broken).toEqual([]);
  });

  it('keeps every package in its home', () => {
    const broken = violations((file, imported, to) => {
      // A stylesheet carries no code and may stand where it is shown.
      if (to !== null || imported.endsWith('.css')) return null;
      const homes = packageHomes.find(([name]) => name.test(packageName(imported)))?.[1];
      if (homes === undefined) return 'the package has no home: give it one in this test and a line in docs/adr/0007';
      return homes.some((home) => file.path.startsWith(home)) ? null : `its home is ${homes.join(', ')}`;
    });
    expect(broken).toEqual([]);
  });

  it('ends in the name of a file', () => {
    const broken = violations((_file, imported, to) =>
      to !== null && !/\.[a-z]+(\?.*)?$/.test(imported) ? 'no extension' : null,
    );
    expect(broken).toEqual([]);
  });
});
