import type { Cache } from './cache.ts';

/** Where the map looks: the place in its middle, in Web Mercator world units, and MapLibre's zoom. */
interface LookPlace {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Shares of the window's panels in percent, by the group they divide and by panel. Both are names of our own. */
export type PanelSizes = Readonly<Partial<Record<'workspace' | 'centre', Readonly<Record<string, number>>>>>;

/** How a project looked when it was last on screen; of use to come back to it, and no work. */
export interface WindowLook {
  readonly map: LookPlace | null;
  readonly side: 'criteria' | 'plot' | 'field';
  readonly panels: PanelSizes;
  /** Selected rows of the plots that are this dataset. */
  readonly selection: {
    readonly plots: string;
    readonly rows: readonly number[];
    readonly primary: number | null;
  } | null;
}

/** More selected rows than this are not remembered. */
const mostRows = 10_000;

const nameOf = (project: string): string => `window/${project}`;

/** How a project looked, by its `place`; null where nothing that makes sense is kept. */
export async function recallLook(cache: Cache, project: string): Promise<WindowLook | null> {
  const kept = await cache.recall([nameOf(project)]);
  return lookFrom(kept.get(nameOf(project)));
}

export async function keepLook(cache: Cache, project: string, look: WindowLook): Promise<void> {
  const { selection } = look;
  const value = selection !== null && selection.rows.length > mostRows ? { ...look, selection: null } : look;
  await cache.keep(nameOf(project), value, JSON.stringify(value).length);
}

type Loose = Partial<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isRow = (value: unknown): value is number => isNumber(value) && Number.isInteger(value) && value >= 0;

function lookFrom(value: unknown): WindowLook | null {
  if (!isLoose(value)) return null;
  const { map, side, panels, selection } = value;
  return {
    map: placeFrom(map),
    side: side === 'plot' || side === 'field' ? side : 'criteria',
    panels: isLoose(panels) ? panelsFrom(panels) : {},
    selection: selectionFrom(selection),
  };
}

function placeFrom(value: unknown): LookPlace | null {
  if (!isLoose(value)) return null;
  const { x, y, zoom } = value;
  if (!isNumber(x) || !isNumber(y) || !isNumber(zoom)) return null;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 && zoom >= 0 && zoom <= 24 ? { x, y, zoom } : null;
}

function panelsFrom({ workspace, centre }: Loose): PanelSizes {
  const shares = (sizes: unknown) =>
    isLoose(sizes) && Object.values(sizes).every((share) => isNumber(share) && share >= 0 && share <= 100)
      ? (sizes as Readonly<Record<string, number>>)
      : undefined;
  const [columns, rows] = [shares(workspace), shares(centre)];
  return { ...(columns ? { workspace: columns } : {}), ...(rows ? { centre: rows } : {}) };
}

function selectionFrom(value: unknown): WindowLook['selection'] {
  if (!isLoose(value)) return null;
  const { plots, rows, primary } = value;
  if (typeof plots !== 'string' || !Array.isArray(rows) || !rows.every(isRow)) return null;
  return { plots, rows, primary: isRow(primary) && rows.includes(primary) ? primary : null };
}
