import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aDocument, aLayer, anObservation } from '../../../test/builders/documents.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { builtinProfiles } from '../scoring/builtin/index.ts';
import { documentMigrations } from './document-migrations.ts';
import { documentFormat } from './document-schema.ts';
import { documentOfStudy, studyOfDocument, weightsOfDocument } from './document-study.ts';
import { parseDocument, writeDocument } from './document-text.ts';
import type { ProjectDocument } from './document-types.ts';
import { startHistory } from './history.ts';
import { profileJson } from './profile-json.ts';
import { parseProfile } from './profile-schema.ts';
import { parseStudy } from './study-schema.ts';

const text = (document: unknown) =>
  JSON.stringify({ format: documentFormat, document, history: { past: [], future: [] } });
const codes = (read: ReturnType<typeof parseDocument>) =>
  read.ok ? [] : read.reason.map(({ code, details }) => [code, details.path]);

describe('the text of a document', () => {
  it('is the document again', () => {
    const observation = anObservation('o2', {
      photos: ['a'.repeat(64)],
      correction: { column: '__proto__', value: '<b>', evidence: 'measured', date: '2026-05-02', author: 'Åse' },
      position: { longitude: 14.1, latitude: 66.3, accuracy: null },
    });
    const document = aDocument({
      observations: [observation],
      scenarios: [{ id: 'a.scenario.json', text: '{ not even JSON' }],
      bookmarks: [{ id: 'b', name: 'Centre', centre: [461204, 7355118], scale: 25000, use: null }],
      settings: { crs: 'EPSG:25833' },
    });
    const read = parseDocument(writeDocument(startHistory(document)));
    expect(read.ok && read.value.history.present.root).toEqual(document);
    expect(read.ok && read.value.readOnly).toBeNull();
  });

  it.each([
    ['a key that is not known', { ...aDocument(), extra: 1 }, [['schema-unknown-key', '$.document.extra']]],
    [
      'a layer twice',
      { ...aDocument(), layers: [aLayer('a'), aLayer('a')] },
      [['document-repeated', '$.document.layers[1].id']],
    ],
    [
      'a role that is none',
      { ...aDocument(), layers: [{ ...aLayer('a'), role: 'x' }] },
      [['schema-value', '$.document.layers[0].role']],
    ],
    [
      'a position off the Earth',
      {
        ...aDocument(),
        observations: [anObservation('a', { position: { longitude: 14, latitude: 91, accuracy: null } })],
      },
      [['schema-too-big', '$.document.observations[0].position.latitude']],
    ],
    [
      'a profile with a fault',
      { ...aDocument(), profiles: [{ id: 'own', profile: { id: 'own' }, weights: [] }] },
      [
        ['schema-missing', '$.document.profiles[0].profile'],
        ['schema-missing', '$.document.profiles[0].profile'],
      ],
    ],
  ])('is refused with %s, saying where', (_, document, expected) => {
    expect(codes(parseDocument(text(document)))).toEqual(expected);
  });

  it.each(['', '{}', '[]', 'null', '{"format":"tomtevalg-document/1"}', '{"format":"tomtevalg-document/x"}'])(
    'is refused when it is %j',
    (wrong) => expect(parseDocument(wrong).ok).toBe(false),
  );
});

describe('a document of a newer version', () => {
  it('is shown as far as it is understood, and not written', () => {
    const newer = text({ ...aDocument(), weather: 'rain', layers: [{ ...aLayer('plots'), glow: true }] });
    const read = parseDocument(newer.replace(documentFormat, 'tomtevalg-document/7'));
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    expect(read.value.readOnly).toMatchObject({ code: 'document-newer', details: { version: 7, known: 1 } });
    expect(read.value.history.present.root.layers).toEqual([aLayer('plots')]);
  });

  it('is refused in words where it cannot be understood', () => {
    const newer = text({ ...aDocument(), layers: 'elsewhere' }).replace(documentFormat, 'tomtevalg-document/7');
    expect(codes(parseDocument(newer))).toEqual([['document-too-new', undefined]]);
  });
});

describe('every version ever written', () => {
  const folder = new URL('../../../test/fixtures/documents/', import.meta.url);
  const fixtures = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

  it('has a file among the tests', () => {
    const formats = fixtures.map((fixture) => (JSON.parse(fixture.text) as { format: string }).format);
    const known = [...documentMigrations.map(({ from }) => from), documentFormat];
    expect([...new Set(formats)].sort()).toEqual([...known].sort());
  });

  it.each(fixtures)('opens: $name', ({ text: written }) => {
    const read = parseDocument(written);
    if (!read.ok) throw new Error(JSON.stringify(read.reason));
    const document: ProjectDocument = read.value.history.present.root;
    expect(document.name).toBe('Rana «prøve»');
    expect(document.layers.map(({ id, role, source }) => [id, role, source.data?.kind])).toEqual([
      ['plots', 'plots', 'dataset'],
      ['flood', 'constraint', 'dataset'],
      ['terrain', 'terrain', 'attachment'],
    ]);
    expect(document.layers[1]).toMatchObject({ mapped: 'everywhere', geometry: 'repair', encoding: 'ISO-8859-1' });
    expect(document.layers[0].fields).toContainEqual({ meaning: 'owner', field: 'eier' });
    expect(document.layers[0].source.issues).toEqual([
      { code: 'null-geometry', severity: 'info', feature: 3, details: [['count', 1]] },
    ]);
    expect(document.profiles.map(({ id, profile }) => [id, profile !== null])).toEqual([
      ['industry', false],
      ['own', true],
    ]);
    expect(weightsOfDocument(document)).toEqual(new Map([['industry', new Map([['grid', 7.5]])]]));
    expect(document.scenarios).toEqual([{ id: 'battery.scenario.json', text: '{ "id": "battery" }' }]);
    expect(document.settings.crs).toBe('EPSG:25833');
    expect(writeDocument(read.value.history)).toContain(`"format":"${documentFormat}"`);
  });
});

describe('a study as a document', () => {
  const facts = (profiles = builtinProfiles) => ({
    sources: new Map(),
    profiles,
    texts: new Map(),
    views: null,
    weights: new Map(),
    use: null,
  });
  const studyOf = (json: unknown) => {
    const parsed = parseStudy(JSON.stringify(json));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
    return parsed.value;
  };
  const awkward = {
    format: 'tomtevalg-study/1',
    name: 'Rana',
    layers: {
      plan: { file: 'plan.shp', role: 'zoning', fields: { __proto__x: 'a', code: 'formal' } },
      roads: { file: 'roads.shp', role: 'transport', theme: 'road' },
      plots: {
        role: 'plots',
        from: {
          zoning: 'plan',
          codes: ['1300', '20*'],
          where: ['>', ['get', 'area'], 3],
          minus: ['roads', { theme: 'flood', setback: { value: 5, source: 's', grade: 'norm' } }],
          cutBy: [{ layer: 'roads', halfWidths: { E: 14, __proto__: 3 }, halfWidth: 2 }, 'roads'],
          minArea: 900,
        },
        assemble: { minArea: 5000, mostPlots: 4 },
      },
    },
    profiles: ['industry', 'housing', 'school'],
  };

  it('is the study again', () => {
    const study = studyOf(awkward);
    expect(studyOfDocument(documentOfStudy(study, facts()))).toEqual(study);
  });

  it.skipIf(!existsSync('resources/sample/sample.study.json'))('also for the sample (skipped before the build)', () => {
    const study = studyOf(JSON.parse(readFileSync('resources/sample/sample.study.json', 'utf8')));
    const document = documentOfStudy(study, facts());
    expect(studyOfDocument(document)).toEqual({ ...study, scenarios: [] });
    expect(parseDocument(writeDocument(startHistory(document))).ok).toBe(true);
  });

  it('takes every profile along as it is', () => {
    const own = studyOf({ ...awkward, profiles: builtinProfiles.map((profile) => profileJson(profile)) });
    expect(studyOfDocument(documentOfStudy(own, facts())).profiles).toEqual(own.profiles);
    for (const profile of builtinProfiles) {
      const again = parseProfile(profileJson(profile));
      if (!again.ok) throw new Error(JSON.stringify(again.reason));
      // Codes that look like whole numbers may come in another order.
      const sorted = (given: unknown) =>
        canonicalJson(given).replace(/\[(\["[^"]+",[\d.]+\],?)+\]/g, (list) =>
          list
            .split(/(?<=\]),/)
            .sort()
            .join(),
        );
      expect(sorted(again.value) === sorted(profile), profile.id).toBe(true);
    }
  });
});
