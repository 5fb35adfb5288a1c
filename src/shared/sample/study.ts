/** A layer of the sample as the study names it. */
export interface SampleLayer {
  readonly id: string;
  readonly file: string;
  readonly role: string;
  readonly theme?: string;
  readonly idField?: string;
  readonly label?: string;
  readonly encoding?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly mapped?: string;
}

/** The layers in drawing order, top first, with what their fields mean. */
export const sampleLayers: readonly SampleLayer[] = [
  {
    id: 'plots',
    file: 'teig.zip',
    role: 'plots',
    theme: 'plots',
    idField: 'teigid',
    label: 'matrikkeln',
    fields: { owner: 'eierform' },
  },
  {
    id: 'substations',
    file: 'transformatorstasjon.zip',
    role: 'power',
    theme: 'substation',
    encoding: 'ISO-8859-1',
    fields: { name: 'navn', freeMw: 'ledig_mw', availableYear: 'aar', kv: 'spenning_k', owner: 'eier' },
  },
  { id: 'lines', file: 'kraftlinje.zip', role: 'power', theme: 'line', fields: { kv: 'spenning_k', owner: 'eier' } },
  {
    id: 'mainroads',
    file: 'hovedveg.zip',
    role: 'transport',
    theme: 'main-road',
    fields: { roadClass: 'vegkategor', speed: 'fartsgrens', name: 'vegnavn' },
  },
  {
    id: 'roads',
    file: 'vegnett.zip',
    role: 'transport',
    theme: 'road',
    fields: { roadClass: 'vegkategor', speed: 'fartsgrens', name: 'vegnavn' },
  },
  { id: 'rail', file: 'jernbane.zip', role: 'transport', theme: 'rail' },
  { id: 'stations', file: 'jernbanestasjon.zip', role: 'transport', theme: 'station', fields: { name: 'navn' } },
  { id: 'ports', file: 'havn.zip', role: 'transport', theme: 'port', fields: { name: 'navn' } },
  { id: 'airport', file: 'lufthavn.zip', role: 'transport', theme: 'airport', fields: { name: 'navn' } },
  { id: 'busstops', file: 'bussholdeplass.zip', role: 'transport', theme: 'bus-stop', fields: { name: 'stoppested' } },
  {
    id: 'schools',
    file: 'skole.zip',
    role: 'service',
    theme: 'school',
    fields: { name: 'skolenavn', capacity: 'kapasitet', used: 'antallElev' },
  },
  { id: 'kindergartens', file: 'barnehage.zip', role: 'service', theme: 'kindergarten', fields: { name: 'navn' } },
  { id: 'shops', file: 'butikk.zip', role: 'service', theme: 'shop', fields: { name: 'navn' } },
  { id: 'green', file: 'gronnstruktur.zip', role: 'service', theme: 'green', fields: { name: 'navn' } },
  {
    id: 'population',
    file: 'befolkning_250m.zip',
    role: 'population',
    theme: 'population',
    fields: { population: 'pop_tot' },
  },
  { id: 'heights', file: 'dtm50.tif', role: 'terrain', theme: 'terrain' },
  { id: 'flood', file: 'flomsone_200aar.zip', role: 'constraint', theme: 'flood', mapped: 'everywhere' },
  {
    id: 'quickclay',
    file: 'kvikkleire.zip',
    role: 'constraint',
    theme: 'quick-clay',
    fields: { hazardClass: 'skredFareg', name: 'områdenavn' },
    mapped: 'surveyed',
  },
  { id: 'slides', file: 'skredfaresone_1000.zip', role: 'constraint', theme: 'slide', mapped: 'everywhere' },
  {
    id: 'noise',
    file: 'stoysone_veg.zip',
    role: 'constraint',
    theme: 'noise',
    fields: { hazardClass: 'støykatego' },
    mapped: 'everywhere',
  },
  { id: 'shore', file: 'strandsone_100m.zip', role: 'constraint', theme: 'shore', mapped: 'everywhere' },
  {
    id: 'protected',
    file: 'naturvernomrade.zip',
    role: 'constraint',
    theme: 'protected',
    fields: { name: 'navn' },
    mapped: 'everywhere',
  },
  {
    id: 'heritage',
    file: 'kulturminne.zip',
    role: 'constraint',
    theme: 'heritage',
    fields: { name: 'navn' },
    mapped: 'everywhere',
  },
  {
    id: 'farmland',
    file: 'ar5_jordbruk.zip',
    role: 'constraint',
    theme: 'farmland',
    fields: { code: 'artype' },
    mapped: 'everywhere',
  },
  {
    id: 'plan',
    file: 'kommuneplan_arealformal.zip',
    role: 'zoning',
    theme: 'zoning',
    fields: { code: 'arealform', planStatus: 'arealst', name: 'områdenavn' },
  },
  { id: 'surveyed', file: 'kvikkleire_kartlagt.zip', role: 'boundary', theme: 'boundary' },
  {
    id: 'municipalities',
    file: 'kommune.zip',
    role: 'boundary',
    theme: 'boundary',
    fields: { name: 'kommunenav', code: 'kommunenum' },
  },
  { id: 'water', file: 'vann.zip', role: 'context', theme: 'water', fields: { name: 'navn' } },
];

/** The study file of the sample: the data and the three questions asked of it. */
export function sampleStudy(): string {
  const layers = Object.fromEntries(
    sampleLayers.map(({ id, idField, ...rest }) => [
      id,
      { ...rest, ...(idField === undefined ? {} : { id: idField }) },
    ]),
  );
  const study = {
    format: 'tomtevalg-study/1',
    name: 'Ørnfjæra 2026',
    crs: 'EPSG:25833',
    layers,
    profiles: ['industry', 'housing', 'school'],
  };
  return `${JSON.stringify(study, null, 2)}\n`;
}
