import { type Issue, issue } from '../lib/issue.ts';
import { crsByCode, epsgDigits, horizontalDigits } from './crs-table.ts';
import { agree, crsByName, crsByParameters, geographicByNames } from './match.ts';
import { type ProjDefinition, parseProjString } from './proj-string.ts';
import { canProject } from './projector.ts';
import { type Crs, type CrsSource, unknownCrs } from './types.ts';
import { readWktCrs, type WktCrs } from './wkt-definition.ts';
import { parseWktTree } from './wkt-tree.ts';

/** A CRS as read, with what a reader should know about how it was found. */
export interface CrsReading {
  readonly crs: Crs;
  readonly issues: readonly Issue[];
}

const longest = 65_536;

/**
 * Reads a CRS from text: well-known text of ESRI, OGC and GDAL (WKT1) and WKT2 of 2015 and 2019, "EPSG:25833", OGC URNs and
 * URLs, PROJ strings. The EPSG code comes from the text's own authority, else from its name, else from its parameters, and an
 * info issue (`crs-found-by-...`) says which. What cannot be read gives `unknownCrs` and a warning; a well-formed system that
 * is not registered gives a usable CRS without a code.
 */
export function readCrsDefinition(text: string, source: CrsSource): CrsReading {
  const trimmed = text
    .slice(0, longest)
    .replace(/^\uFEFF|^ï»¿/, '')
    .replaceAll('\0', '')
    .trim();
  if (trimmed === '') return unreadable('crs-text-empty', {});
  const digits = epsgDigits(trimmed);
  if (digits !== null || /^EPSG:/i.test(trimmed)) return readCode(trimmed, digits, source);
  if (/^\+?(proj|init)=|(^|\s)\+proj=/.test(trimmed)) return readProjText(trimmed, source);
  const tree = /^[A-Za-z_0-9]+\s*[[(]/.test(trimmed) ? parseWktTree(trimmed) : null;
  if (!tree) return unreadable('crs-text-unreadable', { start: trimmed.slice(0, 40) });
  const read = readWktCrs(tree);
  if (!read.ok) return unreadable(read.reason.code, read.reason.details);
  const reading = resolveWkt(read.value, source);
  if (!read.value.heightIgnored) return reading;
  return {
    crs: reading.crs,
    issues: [...reading.issues, issue('info', 'crs-height-ignored', { name: read.value.name })],
  };
}

function unreadable(code: string, details: Issue['details']): CrsReading {
  return { crs: unknownCrs, issues: [issue('warning', code, details)] };
}

const found = (crs: Crs, how: 'code' | 'name' | 'parameters', text: string): CrsReading => ({
  crs,
  issues: [issue('info', `crs-found-by-${how}`, { code: crs.code ?? '', name: crs.name, text })],
});

function readCode(text: string, digits: string | null, source: CrsSource): CrsReading {
  const crs = crsByCode(text, source);
  if (!crs) return unreadable('crs-code-unknown', { code: text.slice(0, 40) });
  const reading = found(crs, 'code', text);
  if (digits === null || horizontalDigits(digits) === digits) return reading;
  return { crs, issues: [...reading.issues, issue('info', 'crs-height-ignored', { name: text })] };
}

function readProjText(text: string, source: CrsSource): CrsReading {
  const init = /(?:^|\s)\+?init=epsg:(\d{4,5})/i.exec(text)?.[1];
  if (init !== undefined) return readCode(`EPSG:${init}`, init, source);
  const parsed = parseProjString(text);
  if (!parsed.ok) return unreadable(parsed.reason.code, parsed.reason.details);
  const named = /\+datum=(\S+)/.exec(text)?.[1];
  // A PROJ string that names no datum: the common European and American frames on GRS 80 differ by less than two metres.
  const datums =
    named !== undefined ? [named] : parsed.value.shift.kind === 'none' ? ['ETRS89', 'NAD83', 'WGS 84'] : [];
  const crs = crsByParameters(parsed.value, datums, source);
  if (crs) return found(crs, 'parameters', text.slice(0, 200));
  return unregistered(text.slice(0, 60), text, parsed.value, source);
}

function resolveWkt(read: WktCrs, source: CrsSource): CrsReading {
  const parsed = read.definition.ok ? parseProjString(read.definition.value) : read.definition;
  const own = parsed.ok ? parsed.value : null;
  const stated = read.authority === null ? null : crsByCode(read.authority, source);
  const contradicted = stated !== null && own !== null && !agrees(stated, own);
  if (stated && !contradicted) return found(stated, 'code', read.name);
  const warnings = contradicted
    ? [issue('warning', 'crs-code-contradicted', { code: stated?.code ?? '', name: read.name })]
    : [];
  const byName = crsByName(read.name, own, source);
  if (byName && (own !== null || byName.kind === read.kind))
    return withIssues(found(byName, 'name', read.name), warnings);
  if (own === null || !parsed.ok)
    return parsed.ok
      ? unreadable('crs-text-unreadable', { start: read.name })
      : unreadable(parsed.reason.code, parsed.reason.details);
  const byParameters = crsByParameters(own, [read.geographicName, read.datumName], source);
  if (byParameters) return withIssues(found(byParameters, 'parameters', read.name), warnings);
  const definition = read.definition.ok ? withDatumShift(read.definition.value, own, read) : '';
  const final = parseProjString(definition);
  const reading = unregistered(read.name, definition, final.ok ? final.value : own, source);
  const code = read.authority !== null && !contradicted ? `EPSG:${read.authority}` : null;
  return withIssues({ crs: { ...reading.crs, code }, issues: reading.issues }, warnings);
}

const withIssues = (reading: CrsReading, more: readonly Issue[]): CrsReading => ({
  crs: reading.crs,
  issues: [...reading.issues, ...more],
});

function agrees(crs: Crs, own: ProjDefinition): boolean {
  const parsed = parseProjString(crs.definition ?? '');
  return parsed.ok && agree(parsed.value, own);
}

/** An unregistered system on a registered datum uses that datum's shift, unless the text states its own. */
function withDatumShift(definition: string, own: ProjDefinition, read: WktCrs): string {
  if (own.shift.kind !== 'unknown') return definition;
  const geographic = geographicByNames([read.geographicName, read.datumName], own);
  const shift = /\+towgs84=\S+/.exec(geographic?.definition ?? '')?.[0];
  return shift === undefined ? definition : `${definition} ${shift}`;
}

function unregistered(name: string, definition: string, own: ProjDefinition, source: CrsSource): CrsReading {
  if (!canProject(own)) return unreadable('crs-projection-unsupported', { name, method: own.method });
  const crs: Crs = {
    kind: own.method === 'longlat' ? 'geographic' : 'projected',
    code: null,
    name,
    source,
    definition,
    metresPerUnit: own.metresPerUnit,
    areaOfUse: null,
  };
  const issues = [issue('info', 'crs-not-registered', { name })];
  if (own.gridIgnored) issues.push(issue('warning', 'crs-grid-shift-ignored', { name }));
  if (own.shift.kind === 'unknown') issues.push(issue('warning', 'crs-datum-unknown', { name }));
  return { crs, issues };
}
