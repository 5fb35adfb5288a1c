/** Plots that adjoin, smaller than wanted, suggested together. */
export interface Assembly {
  /** `A1`, `A2`, ... in the order of the suggestions. */
  readonly id: string;
  /** Rows of the plots, rising. */
  readonly rows: readonly number[];
  /** Square metres of the plots together. */
  readonly area: number;
  /** Different owners; null: no field tells owners. */
  readonly owners: number | null;
  /** Plots of which no owner is told; 0 where no field tells owners. */
  readonly withoutOwner: number;
  /** 4π area / perimeter²: 1 for a circle. */
  readonly compactness: number;
}

/** What assemblies are put together from; row n of every column is plot n. */
export interface AssemblyScene {
  /** Square metres, and metres of border. */
  readonly area: Float64Array;
  readonly perimeter: Float64Array;
  /** Number of the owner, 0: not told; null: no field tells. */
  readonly owner: Uint32Array | null;
  /** Place of a plot in an order that does not depend on that of the file, for ties. */
  readonly order: Uint32Array;
  /** Neighbours of plot n with metres of shared border; only between plots smaller than wanted. */
  readonly neighbours: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Square metres wanted. */
  readonly wanted: number;
  readonly mostPlots: number;
}

/** A group while it grows. */
interface Group {
  readonly rows: readonly number[];
  readonly area: number;
  readonly perimeter: number;
}

/**
 * Suggests assemblies. From every small plot a group grows by the neighbour that brings no new owner, then by the one that
 * leaves it most compact, until it has the wanted area; plots that it turns out not to need are let go. Of all groups the
 * one with the fewest owners, then the fewest plots, then the most compact is taken; groups that share a plot with it
 * grow anew from what is left. Every plot is in one assembly at most. Ties go by the order given, so that the order
 * of the file does not matter.
 */
export function suggestAssemblies(scene: AssemblyScene): readonly Assembly[] {
  const free = new Set(scene.neighbours.keys());
  const chosen: Assembly[] = [];
  for (;;) {
    const groups = [...free].flatMap((seed) => {
      const grown = grow(scene, seed, free);
      return grown ? [assemblyOf(scene, grown)] : [];
    });
    if (groups.length === 0) break;
    groups.sort((a, b) => betterFirst(scene, a, b));
    for (const group of groups) {
      if (!group.rows.every((row) => free.has(row))) continue;
      for (const row of group.rows) free.delete(row);
      chosen.push(group);
    }
  }
  return chosen.sort((a, b) => betterFirst(scene, a, b)).map((group, at) => ({ ...group, id: `A${at + 1}` }));
}

function grow(scene: AssemblyScene, seed: number, free: ReadonlySet<number>): Group | null {
  let group: Group = { rows: [seed], area: scene.area[seed], perimeter: scene.perimeter[seed] };
  while (group.area < scene.wanted) {
    if (group.rows.length === scene.mostPlots) return null;
    const next = bestNeighbour(scene, group, free);
    if (next === null) return null;
    group = joined(scene, group, next);
  }
  return pruned(scene, group);
}

function bestNeighbour(scene: AssemblyScene, group: Group, free: ReadonlySet<number>): number | null {
  const offered = new Set<number>();
  for (const row of group.rows) {
    for (const other of scene.neighbours.get(row)?.keys() ?? [])
      if (free.has(other) && !group.rows.includes(other)) offered.add(other);
  }
  let best: { readonly row: number; readonly newOwner: number; readonly compactness: number } | null = null;
  for (const row of offered) {
    const offer = { row, newOwner: newOwner(scene, group, row), compactness: compactness(joined(scene, group, row)) };
    const isBetter =
      best === null ||
      offer.newOwner < best.newOwner ||
      (offer.newOwner === best.newOwner &&
        (offer.compactness > best.compactness ||
          (offer.compactness === best.compactness && scene.order[row] < scene.order[best.row])));
    if (isBetter) best = offer;
  }
  return best?.row ?? null;
}

/** 1 where a plot brings an owner whom the group does not have; a plot of which none is told does. */
function newOwner({ owner }: AssemblyScene, { rows }: Group, row: number): number {
  if (owner === null) return 0;
  return owner[row] > 0 && rows.some((own) => owner[own] === owner[row]) ? 0 : 1;
}

function joined(scene: AssemblyScene, { rows, area, perimeter }: Group, row: number): Group {
  const shared = rows.reduce((sum, own) => sum + (scene.neighbours.get(own)?.get(row) ?? 0), 0);
  return {
    rows: [...rows, row],
    area: area + scene.area[row],
    perimeter: perimeter + scene.perimeter[row] - 2 * shared,
  };
}

/** Lets go of plots that are not needed for the area nor to hang together, the smallest first. */
function pruned(scene: AssemblyScene, group: Group): Group {
  const bySize = [...group.rows].sort((a, b) => scene.area[a] - scene.area[b] || scene.order[b] - scene.order[a]);
  let rows = group.rows;
  let { area } = group;
  for (const row of bySize) {
    const rest = rows.filter((own) => own !== row);
    if (area - scene.area[row] < scene.wanted || !hangsTogether(scene, rest)) continue;
    rows = rest;
    area -= scene.area[row];
  }
  const [first, ...others] = rows;
  return others.reduce((grown: Group, row) => joined(scene, grown, row), {
    rows: [first],
    area: scene.area[first],
    perimeter: scene.perimeter[first],
  });
}

function hangsTogether({ neighbours }: AssemblyScene, rows: readonly number[]): boolean {
  const left = new Set(rows.slice(1));
  const open = rows.slice(0, 1);
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    for (const other of neighbours.get(row)?.keys() ?? []) if (left.delete(other)) open.push(other);
  }
  return rows.length > 0 && left.size === 0;
}

function assemblyOf(scene: AssemblyScene, group: Group): Assembly {
  const rows = [...group.rows].sort((a, b) => a - b);
  const owners = scene.owner && rows.map((row) => scene.owner?.[row] ?? 0);
  return {
    id: '',
    rows,
    area: rows.reduce((sum, row) => sum + scene.area[row], 0),
    owners: owners && new Set(owners.filter((owner) => owner > 0)).size,
    withoutOwner: owners ? owners.filter((owner) => owner === 0).length : 0,
    compactness: compactness(group),
  };
}

const compactness = ({ area, perimeter }: Group): number =>
  Math.round(Math.min(1, (4 * Math.PI * area) / (perimeter * perimeter)) * 1e9) / 1e9;

function betterFirst({ order }: AssemblyScene, a: Assembly, b: Assembly): number {
  const owners = (one: Assembly) => (one.owners === null ? 0 : one.owners + one.withoutOwner);
  const first = (one: Assembly) => one.rows.reduce((least, row) => Math.min(least, order[row]), Infinity);
  return owners(a) - owners(b) || a.rows.length - b.rows.length || b.compactness - a.compactness || first(a) - first(b);
}
