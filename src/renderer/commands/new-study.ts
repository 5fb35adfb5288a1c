import type { Meaning, Role, Theme } from '../../shared/dataset/themes.ts';
import { asId, type LayerId } from '../../shared/lib/id.ts';
import type { Study, StudyLayer } from '../../shared/project/study-types.ts';
import { builtinProfiles } from '../../shared/scoring/builtin/index.ts';
import type { FileBook, GridCandidate, ImportCandidate } from '../state/app-state.ts';

/** A study that begins with these layers, ranked for every use the program knows. */
export function studyOfLayers(name: string, layers: readonly StudyLayer[]): Study {
  const profiles = builtinProfiles.map(({ id }) => ({ kind: 'builtin', id }) as const);
  return { name, crs: null, layers, profiles, scenarios: [] };
}

/** Names the reviewed layers so that neither their ids nor their files clash with those of the study. */
export function asStudyLayers(
  chosen: readonly ImportCandidate[],
  kept: readonly StudyLayer[],
  known: FileBook,
): { readonly layers: readonly StudyLayer[]; readonly files: FileBook } {
  const taken = new Set<string>(kept.map(({ id }) => id));
  const files = new Map(known);
  const layers = chosen.map((candidate): StudyLayer => {
    const file = fileName(candidate, files);
    files.set(file, candidate.locators);
    const several = chosen.filter(({ locators }) => locators === candidate.locators).length > 1;
    const former = kept.find(({ id }) => id === candidate.replaces?.layer);
    const id = former?.id ?? asId<'layer'>(freeName(candidate.read.name, taken));
    taken.add(id);
    const layer = layerOf(candidate, id, file, several);
    // What is not in the file holds for the newer delivery too: where it was mapped, which plots to suggest together.
    return former ? { ...layer, mapped: former.mapped, assemble: former.assemble } : layer;
  });
  return { layers, files };
}

/** Grids of heights as layers of the study: beside the terrain that is there, or in the place of a part of it. */
export function asTerrain(
  grids: readonly GridCandidate[],
  kept: readonly StudyLayer[],
  known: FileBook,
): { readonly layers: readonly StudyLayer[]; readonly files: FileBook } {
  const taken = new Set<string>(kept.map(({ id }) => id));
  const files = new Map(known);
  const layers = grids.map((grid): StudyLayer => {
    const file = fileName(grid, files);
    files.set(file, grid.locators);
    const id = grid.replaces ?? asId<'layer'>(freeName(grid.name, taken));
    taken.add(id);
    return { ...unsaid, id, file, layer: grid.layer, role: 'terrain', theme: 'terrain', crs: grid.crs };
  });
  return { layers, files };
}

const unsaid = {
  layer: null,
  encoding: null,
  idField: null,
  labelField: null,
  fields: new Map<string, string>(),
  mapped: null,
  geometry: 'keep',
  from: null,
  assemble: null,
  join: null,
} as const;

function layerOf(candidate: ImportCandidate, id: LayerId, file: string, named: boolean): StudyLayer {
  const fields: ReadonlyMap<Meaning, string> = candidate.fields;
  const { role, theme }: { role: Role; theme: Theme | null } = candidate;
  return {
    id,
    file,
    layer: named || mayHoldMore(candidate) ? candidate.read.name : null,
    role,
    theme,
    encoding: candidate.encoding,
    crs: candidate.crs,
    idField: fields.get('id') ?? null,
    labelField: fields.get('label') ?? null,
    fields,
    mapped: null,
    geometry: candidate.geometry,
    from: null,
    assemble: null,
    join: null,
  };
}

/** Whether the file may have layers besides this one, also ones that nobody chose. */
function mayHoldMore({ file, read }: ImportCandidate): boolean {
  return (
    /\.(zip|shz|kmz|gpkg)$/i.test(file) ||
    file.toLowerCase() !== `${read.name}${/\.[^.]*$/.exec(file)?.[0] ?? ''}`.toLowerCase()
  );
}

function fileName({ file, locators }: Pick<ImportCandidate, 'file' | 'locators'>, files: FileBook): string {
  const same = [...files].find(([, found]) => found[0]?.address === locators[0].address);
  return same ? same[0] : freeName(file, new Set(files.keys()));
}

/** The name wanted, or one with a number that nothing has yet. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`;
  return name;
}
