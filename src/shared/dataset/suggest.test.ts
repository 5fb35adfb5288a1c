import { describe, expect, test } from 'vitest';
import { unknownCrs } from '../crs/types.ts';
import { asId } from '../lib/id.ts';
import { textColumn } from './columns.ts';
import { type LayerToName, suggestLayer } from './suggest.ts';
import { suggestForDataset } from './suggest-dataset.ts';
import { themeRules } from './suggest-vocabulary.ts';
import { themes } from './themes.ts';

const kinds = { p: 'points', l: 'lines', a: 'polygons', n: 'none' } as const;

function layer(
  name: string,
  kind: keyof typeof kinds,
  fields = '',
  values: LayerToName['sampleValues'] = [],
): LayerToName {
  const fieldNames = fields === '' ? [] : fields.split(' ');
  return { fileName: `${name}.shp`, layerName: name, geometryKind: kinds[kind], fieldNames, sampleValues: values };
}

const suggested = (one: LayerToName): string => {
  const { role, theme, fields } = suggestLayer(one);
  return `${role} ${theme} ${[...fields].map(([meaning, field]) => `${meaning}=${field}`).join(' ')}`.trim();
};

describe('layers of Norwegian data sets', () => {
  test.each<readonly [string, keyof typeof kinds, string, string]>([
    [
      'Eiendomskart_Teig',
      'a',
      'teigid matrikkeln lagretBere hovedteig kommunenum',
      'plots plots label=matrikkeln id=teigid',
    ],
    ['teig', 'a', 'teigid matrikkeln eierform', 'plots plots owner=eierform label=matrikkeln id=teigid'],
    [
      'kommuneplan_arealformal',
      'a',
      'arealform arealst områdenavn',
      'zoning zoning code=arealform planStatus=arealst name=områdenavn',
    ],
    [
      'KpArealformålOmråde',
      'a',
      'KPAREALFORMAL AREALST OBJTYPE',
      'zoning zoning code=KPAREALFORMAL planStatus=AREALST',
    ],
    ['RpArealformålOmråde', 'a', 'rparealfor feltnavn utnytting', 'zoning zoning code=rparealfor'],
    [
      'transformatorstasjon',
      'p',
      'navn ledig_mw aar spenning_k eier',
      'power substation freeMw=ledig_mw availableYear=aar kv=spenning_k owner=eier name=navn',
    ],
    [
      'nve_kraftledning',
      'l',
      'objType navn eier eierOrgnr spenningkV nveNettniv driftsatta',
      'power line kv=spenningkV owner=eier name=navn',
    ],
    [
      'Elveg_vegnett',
      'l',
      'vegkategor vegnummer typeVeg fartsgrens lengde',
      'transport road roadClass=vegkategor speed=fartsgrens',
    ],
    [
      'hovedveg',
      'l',
      'vegkategor fartsgrens vegnavn',
      'transport main-road roadClass=vegkategor speed=fartsgrens name=vegnavn',
    ],
    ['jernbane', 'l', '', 'transport rail'],
    ['jernbanestasjon', 'p', 'navn', 'transport station name=navn'],
    ['havn', 'p', 'navn', 'transport port name=navn'],
    ['lufthavn', 'p', 'navn', 'transport airport name=navn'],
    ['bussholdeplasser', 'p', 'navn', 'transport bus-stop name=navn'],
    ['Flomsoner_200aar', 'a', 'gjentaksin flomsoneNa', 'constraint flood hazardClass=gjentaksin name=flomsoneNa'],
    ['stormflo1000ar', 'a', '', 'constraint flood'],
    [
      'KvikkleireFaresone',
      'a',
      'skredFareg skredSkade skredRisik områdenavn',
      'constraint quick-clay hazardClass=skredFareg name=områdenavn',
    ],
    ['skredfaresone_1000', 'a', '', 'constraint slide'],
    ['Naturvernområder', 'a', 'navn verneform', 'constraint protected code=verneform name=navn'],
    ['kulturminne', 'a', 'navn vernetype', 'constraint heritage code=vernetype name=navn'],
    ['FKB-AR5', 'a', 'artype arskogbon artreslag argrunnf', 'constraint farmland code=artype'],
    ['Støysoner_riksveg', 'a', 'støykatego', 'constraint noise hazardClass=støykatego'],
    ['KpFareSone', 'a', 'fare hensynSone', 'constraint hazard-zone code=fare name=hensynSone'],
    ['KpSikringSone', 'a', 'sikring', 'constraint drinking-water code=sikring'],
    [
      'skole',
      'p',
      'skolenavn kapasitet antallElev',
      'service school capacity=kapasitet used=antallElev name=skolenavn',
    ],
    ['barnehage', 'p', 'navn', 'service kindergarten name=navn'],
    ['befolkning_250m', 'a', 'ru250m pop_tot', 'population population population=pop_tot'],
    ['kommune', 'a', 'kommunenum kommunenav', 'boundary boundary code=kommunenum name=kommunenav'],
    ['kvikkleire_kartlagt', 'a', '', 'boundary boundary'],
    ['reindrift_flyttlei', 'l', '', 'constraint reindeer'],
    ['vann', 'a', 'navn', 'context water name=navn'],
    ['butikk', 'p', 'navn', 'service shop name=navn'],
    ['fkb_bygning', 'a', 'bygningsty bygningsst', 'context building code=bygningsty'],
  ])('%s', (name, kind, fields, expected) => {
    expect(suggested(layer(name, kind, fields))).toBe(expected);
  });
});

describe('layers of Swedish data sets', () => {
  test.each<readonly [string, keyof typeof kinds, string, string]>([
    ['Fastighetsindelning', 'a', 'fastighet', 'plots plots label=fastighet'],
    ['detaljplan_anvandning', 'a', 'användning planstatus', 'zoning zoning code=användning planStatus=planstatus'],
    ['vägnät_nvdb', 'l', 'FunkVägkla hastighets', 'transport road roadClass=FunkVägkla speed=hastighets'],
    ['järnväg', 'l', '', 'transport rail'],
    ['hamnar', 'p', 'namn', 'transport port name=namn'],
    ['översvämning_100ar', 'a', 'återkomstt', 'constraint flood hazardClass=återkomstt'],
    ['naturreservat', 'a', 'namn skyddstyp', 'constraint protected code=skyddstyp name=namn'],
    ['strandskydd', 'a', '', 'constraint shore'],
    ['vattenskyddsomraden', 'a', '', 'constraint drinking-water'],
    ['jordbruksblock_2024', 'a', '', 'constraint farmland'],
    ['förskolor', 'p', 'namn', 'service kindergarten name=namn'],
    ['skolor', 'p', 'namn antal_elever', 'service school used=antal_elever name=namn'],
    ['scb_folkmangd_rutor', 'a', 'folkmängd', 'population population population=folkmängd'],
    ['kraftledningar', 'l', 'spänning', 'power line kv=spänning'],
    [
      'svenska_landskap',
      'a',
      'landskapsk landskap landsdelsk landsdel',
      'boundary boundary code=landskapsk name=landskap',
    ],
  ])('%s', (name, kind, fields, expected) => {
    expect(suggested(layer(name, kind, fields))).toBe(expected);
  });
});

describe('layers of real cities', () => {
  test.each<readonly [string, keyof typeof kinds, string, string]>([
    [
      'ASSESSING_ParcelsFY2014',
      'a',
      'id POLY_TYPE MAP UYEAR LOC_ID LOT PLAN_ID EditDate ML SOURCE',
      'plots plots label=ML id=LOC_ID',
    ],
    [
      'CDD_ZoningDistricts',
      'a',
      'ZONE_TYPE PUD_TYPE_N last_edite ZCODE PUD_TYPE created_da GlobalID',
      'zoning zoning code=ZCODE',
    ],
    [
      'CDD_ZoningOverlayDistricts',
      'a',
      'Article EditDate Type OrdNum GlobalID OVERLAP created_da last_edite Name',
      'zoning zoning name=Name',
    ],
    ['chicago_zoning', 'a', 'objectid zone_type zone_class PEDSTREET_', 'zoning zoning code=zone_class'],
    ['INFRA_UtilityFacilities', 'p', 'TYPE SITE_NAME GlobalID ADDRESS', 'power substation name=SITE_NAME'],
    [
      'FEMA_FloodPlains100Year',
      'a',
      'bfe_revert study_typ GlobalID sfha_tf zone_subty fld_zone',
      'constraint flood hazardClass=fld_zone',
    ],
    [
      'FEMA_FloodPlainParcels100Year',
      'a',
      'POLY_TYPE MAP UYEAR LOC_ID GlobalID EditDate ML SOURCE LOT',
      'constraint flood',
    ],
    ['HYDRO_Wetlands', 'a', 'COMPLANTS1 GlobalID WTDESCRIPT', 'constraint wetland'],
    ['HYDRO_WaterBodies', 'a', 'TYPE NAME', 'context water name=NAME'],
    ['RECREATION_OpenSpace', 'a', 'OBJECTID JOIN_ID FCODE NAME OWNER', 'service green owner=OWNER name=NAME'],
    ['HISTORICAL_HistoricDistricts', 'a', 'NAME GlobalID', 'constraint heritage name=NAME'],
    ['LANDMARK_PublicSchools', 'p', 'SITE_NAME GlobalID SHEL_CAP SHELTER', 'service school name=SITE_NAME'],
    [
      'LANDMARK_DayCareFacilities',
      'p',
      'SITE_NAME GlobalID SHEL_CAP OWNER',
      'service kindergarten owner=OWNER name=SITE_NAME',
    ],
    ['TRANS_Centerlines', 'l', 'Potential_ EditDate Street_Nam ToNode', 'transport road name=Street_Nam'],
    [
      'TRANS_MajorRoads',
      'l',
      'MAJORROAD STREET ST_NAME GlobalID ST_TYPE',
      'transport main-road roadClass=MAJORROAD name=STREET',
    ],
    ['TRANS_Rail', 'l', 'GRADE TYPE', 'transport rail'],
    ['TRANS_SubwayStations', 'p', 'LINE STATION created_da', 'transport station name=STATION'],
    ['DEMOGRAPHICS_BlockGroups2020', 'a', 'ALAND20 GEOID20 NAMELSAD20', 'population population name=NAMELSAD20'],
    ['BOUNDARY_CityBoundary', 'a', 'GlobalID', 'boundary boundary'],
    ['BASEMAP_ParkingLots', 'a', 'EditDate TYPE', 'context other'],
    ['kommuner_2024_utm33', 'a', 'id kommunenum name kommunenav', 'boundary boundary code=kommunenum name=name'],
    [
      'grid_stations',
      'p',
      'bus_id station_id voltage_kv dc symbol under_cons country name tso',
      'power substation kv=voltage_kv name=name',
    ],
    ['grid_lines', 'l', 'line_id bus0 bus1 voltage_kv circuits length_m', 'power line kv=voltage_kv'],
    [
      'grid_generators',
      'p',
      'gen_id bus_id technology capacity_m name country',
      'context other capacity=capacity_m name=name',
    ],
    ['ne_10m_airports_nordic', 'p', 'scalerank featurecla type name abbrev iata_code', 'transport airport name=name'],
    ['ne_10m_ports_nordic', 'p', 'scalerank featurecla name website', 'transport port name=name'],
    ['VilleMTP_MTP_ZAC', 'a', 'INDICE_1 INDICE_2 COMENT NOMZAC', 'zoning zoning name=NOMZAC'],
    ['VilleMTP_MTP_Batiments', 'a', 'OBJECTID TYPE LIBQUART', 'context building name=LIBQUART'],
    [
      'VilleMTP_MTP_FilaireVoies',
      'l',
      'HIERARCHIE SENS_CIRCU LIB_OFF',
      'transport road roadClass=HIERARCHIE oneway=SENS_CIRCU name=LIB_OFF',
    ],
    ['VilleMTP_MTP_CoursEau', 'a', 'CODE_COM PRE TEXTE', 'context water'],
    ['VilleMTP_MTP_LimiteCommune', 'a', 'ID AREA LEN', 'boundary boundary'],
  ])('%s', (name, kind, fields, expected) => {
    expect(suggested(layer(name, kind, fields))).toBe(expected);
  });
});

describe('a suggestion', () => {
  test('comes from telling fields when the name says nothing', () => {
    expect(suggested(layer('eksport_1', 'a', 'arealformå arealbruks'))).toBe(
      'zoning zoning code=arealformå planStatus=arealbruks',
    );
    expect(suggested(layer('lag7', 'a', 'gardsnumme bruksnumme'))).toBe('plots plots');
  });

  test('is none for a name and fields that say nothing', () => {
    expect(suggestLayer(layer('lag7', 'a', 'a b c'))).toMatchObject({
      role: null,
      theme: null,
      confidence: 0,
      meanings: [],
    });
    expect(suggestLayer(layer('vegetasjon', 'a')).theme).toBe('other');
  });

  test('does not put roads in polygons or plots in points', () => {
    expect(suggestLayer(layer('vegnett', 'a')).theme).toBeNull();
    expect(suggestLayer(layer('teig', 'p')).theme).toBeNull();
  });

  test('does not take the year 2100 of the climate layers for a return period', () => {
    const values = [['2100', '2100']];
    expect(suggestLayer(layer('Flomsone_200arKlima', 'a', 'gjentaksin', values)).fields.has('hazardClass')).toBe(false);
    expect(suggestLayer(layer('Flomsone_200ar', 'a', 'gjentaksin', [['200', '200']])).fields.get('hazardClass')).toBe(
      'gjentaksin',
    );
  });

  test('finds the code of a plan by its values', () => {
    const values = [
      ['a', 'b', 'c'],
      ['2019', '2020', '2021'],
      ['1110', '5100', '2010'],
    ];
    const { meanings } = suggestLayer(layer('kommuneplan', 'a', 'x year y', values));
    expect(meanings).toEqual([{ meaning: 'code', field: 'y', confidence: 0.5 }]);
  });

  test('treats hostile field names as text', () => {
    const { fields } = suggestLayer(layer('skole', 'p', '__proto__ constructor <b>navn</b> navn'));
    expect([...fields]).toEqual([['name', 'navn']]);
  });

  test('is surer of whole names than of cut ones', () => {
    const [whole] = suggestLayer(layer('vegnett', 'l', 'fartsgrense')).meanings;
    const [cut] = suggestLayer(layer('vegnett', 'l', 'fartsgrens')).meanings;
    expect(whole.confidence).toBeGreaterThan(cut.confidence);
  });

  test('can be any theme that layers come in', () => {
    const known = new Set(themeRules.map(({ theme }) => theme));
    expect(themes.filter((theme) => !known.has(theme))).toEqual(['terrain']);
  });

  test('can be had straight from a dataset', () => {
    const { theme, fields } = suggestForDataset('Flomsone_200ar', {
      id: asId<'dataset'>('0'),
      crs: unknownCrs,
      geometry: {
        kind: 'polygons',
        xy: new Float64Array(),
        featureStart: new Uint32Array(3),
        partStart: new Uint32Array(1),
        ringStart: new Uint32Array(1),
      },
      columns: [
        textColumn('flomsoneNa', ['Rana', null]),
        { type: 'number', name: 'gjentaksin', values: Float64Array.of(2100, Number.NaN) },
      ],
    });
    expect(theme).toBe('flood');
    expect([...fields]).toEqual([['name', 'flomsoneNa']]);
  });
});
