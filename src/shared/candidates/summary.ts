import type { Crs } from '../crs/types.ts';
import type { CarvedParts, CarveTally } from '../geometry/carve/types.ts';
import type { CandidateRecipe, Figure, TakenOff } from './recipe.ts';

/** How many, and how much ground in square metres. */
export interface Share {
  readonly count: number;
  readonly area: number;
}

/** A figure that decided, and what about. */
export interface UsedFigure extends Figure {
  readonly what: 'min-area' | 'min-width' | 'distance';
  /** Of a distance: the layers it was kept from, and the class of road it holds for; null: for all others. */
  readonly layers: string | null;
  readonly ofClass: string | null;
}

/** Where the ground of the zoning areas went: zones = shared + taken + small + narrow + tangled + candidates. */
export interface CandidateSummary {
  readonly zones: Share;
  /** Ground in more than one zoning area, beyond the first. */
  readonly shared: number;
  /** Square metres each layer took of what those before it had left, in the order in which they did. */
  readonly taken: readonly { readonly name: string; readonly area: number }[];
  readonly small: Share;
  readonly narrow: Share;
  readonly tangled: Share;
  readonly candidates: Share;
  readonly figures: readonly UsedFigure[];
}

export function summaryOf(
  { parts, tally }: { readonly parts: CarvedParts; readonly tally: CarveTally },
  takerNames: readonly string[],
  crs: Crs,
  zones: number,
): CandidateSummary {
  const square = crs.metresPerUnit ** 2;
  return {
    zones: { count: zones, area: tally.zones * square },
    shared: tally.shared * square,
    taken: takerNames.map((name, taker) => ({ name, area: tally.taken[taker] * square })),
    small: { count: tally.smallCount, area: tally.small * square },
    narrow: { count: tally.narrowCount, area: tally.narrow * square },
    tangled: { count: tally.tangledCount, area: tally.tangled * square },
    candidates: { count: parts.area.length, area: parts.area.reduce((sum, area) => sum + area, 0) * square },
    figures: [],
  };
}

/** Every figure of the recipe, with its source and grade. */
export function figuresOf(recipe: CandidateRecipe, takerNames: readonly string[]): readonly UsedFigure[] {
  const takers = [...recipe.cutBy, ...recipe.minus];
  return [
    { what: 'min-area', layers: null, ofClass: null, ...recipe.minArea },
    { what: 'min-width', layers: null, ofClass: null, ...recipe.minWidth },
    ...takers.flatMap((taker, at) => distanceFigures(taker, takerNames[at])),
  ];
}

function distanceFigures({ distance }: TakenOff, layers: string): readonly UsedFigure[] {
  const byClass = [...distance.byClass].map(
    ([ofClass, figure]): UsedFigure => ({ what: 'distance', layers, ofClass, ...figure }),
  );
  const { otherwise } = distance;
  const matters = otherwise.value > 0 || byClass.length > 0;
  return matters ? [...byClass, { what: 'distance', layers, ofClass: null, ...otherwise }] : [];
}
