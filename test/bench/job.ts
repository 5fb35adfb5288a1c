import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A criterion of the reference job: piecewise utility over numbers, or a utility per code (0 for any other). */
export interface JobCriterion {
  readonly id: CriterionName;
  readonly weight: number;
  readonly points?: readonly (readonly [number, number])[];
  readonly classes?: Readonly<Record<string, number>>;
}

/** What the reference job measures, by the criterion names of the bench study; `compare.ts` says how exactly each must agree. */
export const criterionNames = [
  'substation',
  'main-road',
  'station-or-port',
  'constraints',
  'buildable',
  'zoning',
  'population',
] as const;
export type CriterionName = (typeof criterionNames)[number];

/** The reference job as the peers read it: which files, which fields, what is measured. Read off the bench study, so that all do the same. */
export interface BenchJob {
  readonly folder: string;
  readonly plots: { readonly file: string; readonly id: string };
  readonly substations: { readonly file: string; readonly freeMw: string };
  readonly minimumMw: number;
  readonly roads: { readonly file: string; readonly class: string; readonly main: readonly string[] };
  readonly stations: readonly { readonly file: string }[];
  readonly constraints: readonly { readonly file: string }[];
  readonly zoning: { readonly file: string; readonly code: string };
  readonly population: { readonly file: string; readonly count: string };
  /** Metres around the centroid. */
  readonly within: number;
  readonly criteria: readonly JobCriterion[];
}

interface StudyText {
  readonly layers: Readonly<Record<string, StudyLayerText>>;
  readonly profiles: readonly [{ readonly criteria: readonly CriterionText[] }];
}
interface StudyLayerText {
  readonly file: string;
  readonly theme: string;
  readonly id?: string;
  readonly fields?: Readonly<Record<string, string>>;
}
interface CriterionText {
  readonly id: CriterionName;
  readonly weight: number;
  readonly measure: {
    readonly within?: number;
    readonly where?: readonly [string, unknown, number | readonly ['literal', readonly string[]]];
  };
  readonly utility: { readonly points?: JobCriterion['points']; readonly scores?: JobCriterion['classes'] };
}

/** Reads the job off `bench.study.json` in a folder written by scripts/make-bench-sets.ts. */
export function readJob(folder: string): BenchJob {
  const study = JSON.parse(readFileSync(join(folder, 'bench.study.json'), 'utf8')) as StudyText;
  const layers = Object.values(study.layers);
  const themed = (...themes: string[]) => layers.filter(({ theme }) => themes.includes(theme));
  const one = (theme: string, meaning: string) => {
    const [layer] = themed(theme);
    return { file: layer.file, field: layer.fields?.[meaning] ?? '' };
  };
  const criterion = (id: CriterionName): CriterionText => {
    const found = study.profiles[0].criteria.find((each) => each.id === id);
    if (!found) throw new Error(`the bench study has no criterion ${id}`);
    return found;
  };
  const roads = one('road', 'roadClass');
  const substations = one('substation', 'freeMw');
  const zoning = one('zoning', 'code');
  const population = one('population', 'population');
  const main = criterion('main-road').measure.where?.[2];
  return {
    folder,
    plots: { file: themed('plots')[0].file, id: themed('plots')[0].id ?? '' },
    substations: { file: substations.file, freeMw: substations.field },
    minimumMw: Number(criterion('substation').measure.where?.[2]),
    roads: { file: roads.file, class: roads.field, main: Array.isArray(main) ? main[1] : [] },
    stations: themed('station').map(({ file }) => ({ file })),
    constraints: themed('flood', 'quick-clay', 'protected', 'farmland').map(({ file }) => ({ file })),
    zoning: { file: zoning.file, code: zoning.field },
    population: { file: population.file, count: population.field },
    within: criterion('population').measure.within ?? 0,
    criteria: criterionNames.map((id) => {
      const { weight, utility } = criterion(id);
      return {
        id,
        weight,
        ...(utility.points ? { points: utility.points } : {}),
        ...(utility.scores ? { classes: utility.scores } : {}),
      };
    }),
  };
}
