"""The reference job as an expert writes it with GeoPandas >= 1 and Shapely 2: vectorised, STRtree, make_valid on what is
invalid only. Reads a job (JSON, see test/bench/job.ts) from the file named, writes the results as CSV and prints one line
of JSON: versions, seconds per step, peak memory. Usage: geopandas.py JOB OUT.csv THREADS"""
import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

# The script bears the library's name; its own folder must not be searched for imports.
sys.path.pop(0)

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import scipy
import shapely
from scipy.spatial import cKDTree

if int(geopandas.__version__.split(".")[0]) < 1 or int(shapely.__version__.split(".")[0]) < 2:
    sys.exit(f"GeoPandas {geopandas.__version__} with Shapely {shapely.__version__} is too old to count")

job = json.load(open(sys.argv[1]))
out_path = sys.argv[2]
threads = int(sys.argv[3])
seconds = {}
started = time.perf_counter()


def lap(name):
    global started
    now = time.perf_counter()
    seconds[name] = now - started
    started = now


def read(layer, columns):
    return pyogrio.read_dataframe(job["folder"] + "/" + layer["file"], columns=columns)


def polygonal(geometry):
    """The polygons of what make_valid gives: geometry collections are taken apart, lines and points dropped."""
    result = np.asarray(geometry).copy()
    broken = ~shapely.is_valid(result) & ~shapely.is_missing(result)
    result[broken] = shapely.make_valid(result[broken])
    for at in np.flatnonzero(shapely.get_type_id(result) == 7):
        parts = shapely.get_parts(result[at])
        flat = shapely.get_parts(parts[np.isin(shapely.get_type_id(parts), (3, 6))])
        result[at] = shapely.multipolygons(flat)
    return result


# ---- read
plots = read(job["plots"], None)
substations = read(job["substations"], [job["substations"]["freeMw"]])
roads = read(job["roads"], [job["roads"]["class"]])
stations = [read(layer, []) for layer in job["stations"]]
constraints = [read(layer, []) for layer in job["constraints"]]
zoning = read(job["zoning"], [job["zoning"]["code"]])
population = read(job["population"], [job["population"]["count"]])
lap("read")

# ---- prepare
strong = substations.geometry.values[(substations[job["substations"]["freeMw"]] >= job["minimumMw"]).values]
main = roads.geometry.values[roads[job["roads"]["class"]].isin(job["roads"]["main"]).values]
strong_tree = shapely.STRtree(np.asarray(strong))
road_tree = shapely.STRtree(np.asarray(main))
station_tree = shapely.STRtree(np.concatenate([np.asarray(frame.geometry.values) for frame in stations]))
constraint = polygonal(np.concatenate([np.asarray(frame.geometry.values) for frame in constraints]))
constraint_tree = shapely.STRtree(constraint)
zone = polygonal(zoning.geometry.values)
zone_tree = shapely.STRtree(zone)
codes, code_of_zone = np.unique(zoning[job["zoning"]["code"]].values.astype(str), return_inverse=True)
heads = population[job["population"]["count"]].values.astype(float)
where = shapely.get_coordinates(shapely.centroid(population.geometry.values))
people_tree = cKDTree(where)
if threads == 1:
    shapely.prepare(constraint)
    shapely.prepare(zone)
lap("prepare")


def nearest(tree, geometry):
    distance = np.full(len(geometry), np.nan)
    (rows, _), found = tree.query_nearest(geometry, return_distance=True, all_matches=False)
    distance[rows] = found
    return distance


def pieces(tree, layer, geometry):
    """Pairs of plot and polygon that share area, with the piece of the plot inside: the whole plot where it is covered."""
    rows, others = tree.query(geometry)
    hit = shapely.intersects(layer[others], geometry[rows])
    rows, others = rows[hit], others[hit]
    part = geometry[rows].copy()
    cut = ~shapely.covers(layer[others], part)
    part[cut] = shapely.intersection(part[cut], layer[others[cut]])
    return rows, others, part


def union_areas(part, groups, count):
    """Area of the union of the pieces of each group; groups are 0 .. count - 1."""
    areas = np.zeros(count)
    size = np.bincount(groups, minlength=count)
    single = size[groups] == 1
    areas[groups[single]] = shapely.area(part[single])
    order = np.argsort(groups[~single], kind="stable")
    many, which = np.unique(groups[~single][order], return_inverse=True)
    if len(many):
        together = shapely.geometrycollections(part[~single][order], indices=which)
        areas[many] = shapely.area(shapely.unary_union(together[:, None], axis=1))
    return areas


def own(layer):
    """A prepared copy with its tree: prepared geometries build themselves when first asked and may not be shared by threads."""
    copy = shapely.from_wkb(shapely.to_wkb(layer))
    shapely.prepare(copy)
    return shapely.STRtree(copy), copy


def around(centre):
    """Population within reach of each of a few thousand centres, from the pairs in reach: faster than lists of neighbours."""
    pairs = cKDTree(centre).sparse_distance_matrix(people_tree, job["within"], output_type="ndarray")
    return np.bincount(pairs["i"], weights=heads[pairs["j"]], minlength=len(centre))


def measure(geometry):
    count = len(geometry)
    constraints_here = (constraint_tree, constraint) if threads == 1 else own(constraint)
    zones_here = (zone_tree, zone) if threads == 1 else own(zone)
    geometry = polygonal(geometry)
    area = shapely.area(geometry)
    result = {
        "substation": nearest(strong_tree, geometry),
        "main-road": nearest(road_tree, geometry),
        "station-or-port": nearest(station_tree, geometry),
    }
    rows, _, part = pieces(*constraints_here, geometry)
    covered = union_areas(part, rows, count)
    result["constraints"] = np.divide(covered, area, out=np.full(count, np.nan), where=area > 0)
    result["buildable"] = area - covered
    rows, zones, part = pieces(*zones_here, geometry)
    key = rows * len(codes) + code_of_zone[zones]
    keys, groups = np.unique(key, return_inverse=True)
    shared = union_areas(part, groups, len(keys))
    order = np.lexsort((keys % len(codes), -shared, keys // len(codes)))
    owners, first = np.unique((keys // len(codes))[order], return_index=True)
    code = np.full(count, "", dtype=object)
    sure = shared[order][first] > 0
    code[owners[sure]] = codes[(keys % len(codes))[order][first][sure]]
    result["zoning"] = code
    centre = shapely.get_coordinates(shapely.centroid(geometry))
    result["population"] = np.concatenate([around(some) for some in np.array_split(centre, count // 2000 + 1)])
    return pd.DataFrame(result)


# ---- measure
whole = np.asarray(plots.geometry.values)
if threads == 1:
    table = measure(whole)
else:
    chunks = np.array_split(whole, threads)
    for tree in (strong_tree, road_tree, station_tree):
        tree.query(shapely.Point(0, 0))  # builds the tree before threads share it
    with ThreadPoolExecutor(threads) as pool:
        table = pd.concat(list(pool.map(measure, chunks)), ignore_index=True)
lap("measure")

# ---- score and rank
score = np.zeros(len(table))
total = sum(one["weight"] for one in job["criteria"])
for one in job["criteria"]:
    values = table[one["id"]]
    if "points" in one:
        x, y = zip(*one["points"])
        utility = np.interp(values, x, y)
    else:
        utility = values.map(one["classes"]).fillna(0).values
    score += 100 * one["weight"] / total * utility
table.insert(0, "plot", plots[job["plots"]["id"]].astype(str))
table["score"] = score
rounded = np.round(score, 9)
table["rank"] = pd.Series(rounded).rank(method="min", ascending=False).astype(int)
table = table.sort_values(["rank", "plot"])
lap("score")
table.to_csv(out_path, index=False, float_format="%.12g")
lap("write")
print(
    json.dumps(
        {
            "versions": {
                "geopandas": geopandas.__version__,
                "shapely": shapely.__version__,
                "geos": ".".join(map(str, shapely.geos_version)),
                "pyogrio": pyogrio.__version__,
                "scipy": scipy.__version__,
                "python": sys.version.split()[0],
            },
            "seconds": seconds,
            "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )
)
