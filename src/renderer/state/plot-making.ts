import {
  type AssemblyRules,
  assemblyDefaults,
  assumedRoads,
  type CandidateRecipe,
  candidateDefaults,
  type DistanceRule,
  type Figure,
  matchesCode,
  type TakenOff,
} from '../../shared/candidates/recipe.ts';
import type { CodeTally } from '../../shared/candidates/tally-codes.ts';
import type { Role, Theme } from '../../shared/dataset/themes.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import { matchLayers } from '../../shared/measure/bind.ts';
import type { Study, StudyLayer } from '../../shared/project/study-types.ts';
import type { FileBook } from './app-state.ts';

/** A layer that plots can be made from or that can take ground from them. */
export interface MakingLayer {
  readonly id: LayerId;
  readonly role: Role;
  readonly theme: Theme | null;
  readonly fields: ReadonlyMap<string, string>;
  readonly dataset: Dataset;
}

/** A layer that may take ground: roads part plots, anything else keeps them away. */
export interface TakerChoice {
  readonly layer: LayerId;
  readonly kind: 'cut' | 'minus';
  readonly isOn: boolean;
  /** Half width of roads, setback of anything else; null: roads by their class, as assumed. */
  readonly metres: number | null;
  /** As the study says it, filters and sources included; null: it says nothing. */
  readonly given: TakenOff | null;
}

/** What a person chooses when plots are made. */
export interface PlotForm {
  readonly zoning: LayerId;
  /** The layer's own field. */
  readonly field: string;
  readonly codes: readonly string[];
  readonly takers: readonly TakerChoice[];
  /** Square metres. */
  readonly minArea: number;
  /** Metres. */
  readonly minWidth: number;
  /** Square metres that adjoining plots shall have together; null: none are suggested. */
  readonly assembleTo: number | null;
}

/** Plots being made from zoning: first asked for, then under way, then accounted for. */
export interface PlotMaking {
  readonly step: 'asking' | 'working' | 'account';
  readonly layers: readonly MakingLayer[];
  readonly form: PlotForm;
  /** The codes of the chosen field; null while they are counted. */
  readonly tally: readonly CodeTally[] | null;
  /** How the plots of the study are made now; null: they are read, or there are none. */
  readonly made: StudyLayer | null;
  /** A study that begins with these layers and has no plots yet; null: the plots are for the study on screen. */
  readonly beginning: { readonly study: Study; readonly files: FileBook } | null;
}

const notTaking: readonly Role[] = ['plots', 'terrain', 'population', 'boundary'];

export const isZoning = ({ role, dataset }: Pick<MakingLayer, 'role' | 'dataset'>): boolean =>
  dataset.geometry.kind === 'polygons' && role !== 'plots' && dataset.columns.length > 0;

/** Fields that can hold the code: one whose name means another field cannot be asked for. */
export function codeFields({ dataset, fields }: MakingLayer): readonly string[] {
  const names = [...new Set(dataset.columns.map(({ name }) => name))];
  return names.filter((name) => (fields.get(name) ?? name) === name);
}

/** The form as it is first shown: as the plots were made before, or with the zoning layer and every constraint. */
export function firstForm(layers: readonly MakingLayer[], made: StudyLayer | null): PlotForm | null {
  const recipe = made?.from ?? null;
  const zonings = layers.filter(isZoning);
  const [former] = recipe ? matchLayers(recipe.zoning, zonings) : [];
  const zoning = former ?? zonings.find(({ role }) => role === 'zoning') ?? zonings[0];
  if (!zoning) return null;
  const field = former && recipe ? (zoning.fields.get(recipe.field) ?? recipe.field) : firstField(zoning);
  return {
    zoning: zoning.id,
    field,
    codes: former && recipe ? recipe.codes : [],
    takers: takersOf(layers, recipe),
    minArea: (recipe?.minArea ?? candidateDefaults.minArea).value,
    minWidth: (recipe?.minWidth ?? candidateDefaults.minWidth).value,
    assembleTo: made?.assemble?.minArea.value ?? null,
  };
}

/** The field that most likely holds the code. */
export function firstField(zoning: MakingLayer): string {
  return zoning.fields.get('code') ?? codeFields(zoning)[0] ?? '';
}

function takersOf(layers: readonly MakingLayer[], recipe: CandidateRecipe | null): readonly TakerChoice[] {
  const said = (kind: 'cut' | 'minus', list: readonly TakenOff[]): readonly TakerChoice[] =>
    list.flatMap((given) =>
      matchLayers(given.layer, layers).map(({ id }) => ({
        layer: id,
        kind,
        isOn: true,
        metres: metresOf(given.distance),
        given: { ...given, layer: id },
      })),
    );
  const given = recipe ? [...said('cut', recipe.cutBy), ...said('minus', recipe.minus)] : [];
  const others = layers
    .filter(({ id, role, dataset }) => {
      const isNew = !given.some(({ layer }) => layer === id);
      return isNew && !notTaking.includes(role) && role !== 'zoning' && dataset.geometry.kind !== 'none';
    })
    .map(({ id, role, dataset }): TakerChoice => {
      const isRoad = role === 'transport' && dataset.geometry.kind === 'lines';
      const isOn = recipe === null && (isRoad || role === 'constraint');
      return { layer: id, kind: isRoad ? 'cut' : 'minus', isOn, metres: isRoad ? null : 0, given: null };
    });
  const all = [...given, ...others];
  return [...all.filter(({ kind }) => kind === 'cut'), ...all.filter(({ kind }) => kind === 'minus')];
}

const metresOf = ({ byClass, otherwise }: DistanceRule): number | null => (byClass.size > 0 ? null : otherwise.value);

/** Whether a code is among those chosen; what a study says may hold patterns. */
export const isChosen = (codes: readonly string[], code: string): boolean =>
  codes.some((pattern) => matchesCode(pattern, code));

/** The choice with one code more or less; patterns become the codes they mean. */
export function toggled(codes: readonly string[], tally: readonly CodeTally[], code: string): readonly string[] {
  const chosen = tally.map((one) => one.code).filter((one) => isChosen(codes, one));
  return chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
}

/** The recipe of a form. What the study said and the person left as it was keeps its filters, sources and grades. */
export function recipeOf(
  form: PlotForm,
  layers: readonly MakingLayer[],
  before: CandidateRecipe | null,
): CandidateRecipe {
  const zoning = layers.find(({ id }) => id === form.zoning);
  const meaning = [...(zoning?.fields ?? [])].find(([, field]) => field === form.field)?.[0];
  const isSame = zoning !== undefined && before !== null && matchLayers(before.zoning, [zoning]).length > 0;
  const on = form.takers.filter(({ isOn, layer }) => isOn && layer !== form.zoning);
  return {
    zoning: form.zoning,
    field: meaning ?? form.field,
    where: isSame ? before.where : null,
    codes: form.codes,
    cutBy: on.filter(({ kind }) => kind === 'cut').map(takenOff),
    minus: on.filter(({ kind }) => kind === 'minus').map(takenOff),
    minArea: figure(form.minArea, before?.minArea ?? candidateDefaults.minArea),
    minWidth: figure(form.minWidth, before?.minWidth ?? candidateDefaults.minWidth),
  };
}

/** The rules of a form by which adjoining plots are suggested together; null: none are. */
export function assemblyOf({ assembleTo }: PlotForm, before: AssemblyRules | null): AssemblyRules | null {
  if (assembleTo === null) return null;
  return { ...assemblyDefaults, ...before, minArea: figure(assembleTo, before?.minArea ?? null) };
}

function takenOff({ layer, kind, metres, given }: TakerChoice): TakenOff {
  const known = given?.distance ?? null;
  const isKept = known !== null && metresOf(known) === metres;
  return { layer, where: given?.where ?? null, distance: isKept ? known : ruleOf(kind, metres) };
}

function ruleOf(kind: TakerChoice['kind'], metres: number | null): DistanceRule {
  if (kind === 'cut' && metres === null) return assumedRoads;
  return { field: null, byClass: new Map(), otherwise: figure(metres ?? 0, candidateDefaults.setback) };
}

/** A figure as it was said before where it is the same, else the person's own. */
const figure = (value: number, before: Figure | null): Figure =>
  before?.value === value ? before : { value, source: 'study', grade: 'user' };
