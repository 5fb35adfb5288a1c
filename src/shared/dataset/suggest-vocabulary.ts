import type { Meaning, Role, Theme } from './themes.ts';

/** Shapes that a theme comes in: points, lines, polygons. */
type Shapes = 'p' | 'l' | 'a' | 'pa' | 'la' | 'pl' | 'pla';

/** How a theme is recognised. Words and fields are written as people write them; they are compared without marks and case. */
export interface ThemeRule {
  readonly theme: Theme;
  readonly role: Role;
  readonly shapes: Shapes;
  /** Parts of file and layer names. Words of four letters or fewer count only at the start or end of a part of a name. */
  readonly words: string;
  /** Field names that speak for the theme even when the layer's name says nothing. */
  readonly fields: string;
  /** Words that settle the matter whatever else the name says: the extent of a survey is named after what was surveyed. */
  readonly decisive: string;
}

const rule = (theme: Theme, role: Role, shapes: Shapes, words: string, fields = '', decisive = ''): ThemeRule => ({
  theme,
  role,
  shapes,
  words,
  fields,
  decisive,
});

/** Layers of plans and their outlines in SOSI Plan (Arealplan, RpOmråde, KpOmråde), which say nothing of what the ground is for. */
export const planWords = 'arealplan rpområde kpområde planområde';

/**
 * Norwegian, Swedish and English names of themes, with names of the national data sets (matrikkel, NVE, NVDB, AR5,
 * Fastighetsindelning, Trafikverket, SCB ...). Sources: the product specifications of Geonorge, Lantmäteriet and NVE.
 */
export const themeRules: readonly ThemeRule[] = [
  rule(
    'plots',
    'plots',
    'a',
    'teig tomt tomter eiendom eiendomskart matrikkel grunneiendom fastighet fastighetsindelning parcel parcels plot plots cadastre lot lots',
    'gardsnummer bruksnummer festenummer matrikkelnummertekst lagretBeregnetAreal hovedteig teigid fastighetsbeteckning loc_id',
  ),
  rule(
    'zoning',
    'zoning',
    'a',
    'arealformål kommuneplan kommunedelplan kommuneplan_arealformal reguleringsplan arealplan plandata rpområde kpområde arealbruk detaljplan översiktsplan planområde zoning zoningdistrict landuse zonage zac',
    'arealformål kparealformål rparealformål arealbruksstatus arealst zcode zone_type zone_class planbestämmelse användningsform nomzac',
  ),
  rule(
    'substation',
    'power',
    'pa',
    'transformatorstasjon transformator trafostasjon trafo nettstasjon koblingsstasjon substation understation fordelingsstasjon fördelningsstation grid_station gridstation ställverk utilityfacilit stasjon_nett',
    'ledig_mw ledigMw freeMw voltage_kv spenning_kV nveNettnivaa',
  ),
  rule(
    'line',
    'power',
    'l',
    'kraftlinje kraftledning kraftnett luftlinje sjøkabel ledningsnett stamnett nettanlegg powerline transmission grid_line gridline högspänning høyspent',
    'spenning_kV voltage_kv nveNettnivaa circuits',
  ),
  rule(
    'main-road',
    'transport',
    'l',
    'hovedveg hovedvei europaveg riksveg riksvei fylkesveg huvudväg riksväg majorroad highway motorway mainroad',
    'majorroad',
  ),
  rule(
    'road',
    'transport',
    'l',
    'veg vei väg vägnät vegnett elveg nvdb nvdbveg road roads street streets centerline filairevoies voies gate gater',
    'vegkategori vegnummer typeVeg fartsgrense funkvägklass väghållare hastighetsgräns st_name',
  ),
  rule('rail', 'transport', 'l', 'jernbane banenett järnväg rail railway railroad spor jernbanespor', 'banenummer'),
  rule(
    'station',
    'transport',
    'pa',
    'jernbanestasjon togstasjon stasjon järnvägsstation knutepunkt station stations railstation subwaystation',
    '',
  ),
  rule('port', 'transport', 'pla', 'havn hamn havner hamnar kai kaianlegg port ports harbour harbor quay', ''),
  rule('airport', 'transport', 'pa', 'lufthavn flyplass flygplats airport airports aerodrome', 'iata_code gps_code'),
  rule(
    'bus-stop',
    'transport',
    'p',
    'bussholdeplass holdeplass busstopp hållplats busshållplats busstop stops',
    'stop_id stop_lat',
  ),
  rule(
    'flood',
    'constraint',
    'a',
    'flom flomsone flomsoner flomaktsomhet stormflo översvämning översvämningskartering flood floodplain floodzone',
    'flomsoneNavn gjentaksinterval fld_zone sfha_tf bfe_revert',
  ),
  rule(
    'quick-clay',
    'constraint',
    'a',
    'kvikkleire kvikkleiresone kvikkleirefaresone kvicklera quickclay',
    'skredFaregradKlasse skredSkadeKonsekvensKlasse skredRisikoKvikkleireKlasse',
  ),
  rule(
    'slide',
    'constraint',
    'a',
    'skred skredfaresone skredsone steinsprang snøskred jordskred flomskred fjellskred rasrisk landslide avalanche rockfall',
    'skredtype',
  ),
  rule(
    'protected',
    'constraint',
    'a',
    'naturvern naturvernområde verneområde vern naturreservat nasjonalpark nationalpark naturskydd naturskyddsområde landskapsvern naturtype naturtyper natura2000 protectedarea protected siteclasse sitesclasses bandlegging båndleggingsone',
    'verneform naturvernId lokalitetskvalitet skyddstyp',
  ),
  rule(
    'heritage',
    'constraint',
    'pla',
    'kulturminne kulturminner kulturmiljø fornlämning kulturmiljö heritage historic historicdistrict monument monumentshist sefrak',
    'vernetype kulturminneId',
  ),
  rule(
    'farmland',
    'constraint',
    'a',
    'ar5 ar50 jordbruk jordbruksareal dyrkamark dyrkbar dyrkbarjord jordbruksblock blockdata åkermark farmland arealressurs',
    'artype arskogbon artreslag argrunnf arealtype',
  ),
  rule(
    'reindeer',
    'constraint',
    'la',
    'rein reindrift reinbeite flyttlei kalvingsland renskötsel rennäring renbete reindeer',
    'reinbeitedistrikt',
  ),
  rule('shore', 'constraint', 'la', 'strandsone strandskydd 100metersbelte byggeforbudsone shoreline shorebelt', ''),
  rule(
    'noise',
    'constraint',
    'a',
    'støy støysone støysoner kpstøysone buller bullerzon noise noisezone',
    'støykategori støysonekategori støy',
  ),
  rule(
    'drinking-water',
    'constraint',
    'a',
    'drikkevann drikkevannskilde nedslagsfelt sikringsone vattenskydd vattenskyddsområde vattentäkt drinkingwater wellhead',
    'sikring',
  ),
  rule(
    'hazard-zone',
    'constraint',
    'a',
    'faresone hensynssone hensynsone hensyn sikkerhetssone storulykke riskområde hazard hazardzone',
    'fare hensynSonenavn angittHensyn',
  ),
  rule(
    'water',
    'context',
    'pla',
    'vann vannflate innsjø innsjøer elv elver bekk hav vatten vattendrag sjö water waterbod waterbodies hydro river lake coursEau',
    '',
  ),
  rule('wetland', 'constraint', 'a', 'myr myrer våtmark våtmarker wetland wetlands bog', 'wtdescript'),
  rule(
    'school',
    'service',
    'pa',
    'skole skoler grunnskole barneskole ungdomsskole videregående skola skolor grundskola school schools cartescopri',
    'skolenavn antallElever elevtall',
  ),
  rule(
    'kindergarten',
    'service',
    'pa',
    'barnehage barnehager førskole förskola förskolor kindergarten daycare daycarefacilit',
    'barnehagenavn antallBarn',
  ),
  rule(
    'shop',
    'service',
    'pa',
    'butikk butikker dagligvare dagligvarebutikk butik butiker livsmedelsbutik shop shops store stores grocery',
    '',
  ),
  rule(
    'health',
    'service',
    'pa',
    'legekontor legesenter sykehus sykehjem sjukhus vårdcentral health hospital clinic',
    '',
  ),
  rule(
    'green',
    'service',
    'pa',
    'friområde friluftsområde grønnstruktur grøntområde park parker lekeplass grönområde lekplats park parks openspace playground espacesverts',
    '',
  ),
  rule(
    'workplace',
    'service',
    'pa',
    'arbeidsplass arbeidsplasser bedrift bedrifter virksomhet arbetsställe arbetsplats workplace employment',
    'antallAnsatte ansatte',
  ),
  rule(
    'population',
    'population',
    'pa',
    'befolkning befolkningsrutenett rutenett250 ru250m grunnkrets folkmängd befolkningsruta deso population census demographic demographics blockgroup',
    'pop_tot ru250m ssbid_1000 befolkning folkmängd',
  ),
  rule(
    'building',
    'context',
    'pa',
    'bygning bygninger bygningspunkt fkb_bygning byggnad byggnader building buildings batiment batiments',
    'bygningstype bygningsnummer bygningsstatus',
  ),
  rule(
    'boundary',
    'boundary',
    'la',
    'kommune kommuner kommunegrense kommun kommungräns fylke fylker fylkesgrense län grense gräns boundary cityboundary municipality limitecommune quartier quartiers landskap surveyarea',
    'kommunenummer kommunenavn kommunkod fylkesnummer landskapskod',
    'kartlagt dekningskart dekningsområde utredningsområde karterad surveyed',
  ),
  rule(
    'other',
    'context',
    'pla',
    'parkinglot parkering parkinglots vegetasjon vegetation trail powerplant kraftverk grid_generator generator etablipublic',
    '',
  ),
];

/** Field names of a meaning, the surest first, and the themes in which the meaning makes sense (all when empty). */
export interface MeaningRule {
  readonly meaning: Meaning;
  readonly themes: string;
  readonly fields: string;
}

const means = (meaning: Meaning, themes: string, fields: string): MeaningRule => ({ meaning, themes, fields });

/** Several rules may speak of one meaning; the first with a field wins. */
export const meaningRules: readonly MeaningRule[] = [
  means(
    'code',
    'zoning',
    'arealformål kparealformål rparealformål formål arealform zcode zone_class zone_code zonecode planbestämmelse användningsform användning zone_type arealbruk formålskode',
  ),
  means('code', 'farmland', 'artype arealtype'),
  means('code', 'boundary', 'kommunenummer kommunenr komnr kommunkod knkod fylkesnummer landskapskod länskod quartmno'),
  means('code', 'hazard-zone', 'fare angittHensyn sikring båndlegging hensynskode'),
  means('code', 'drinking-water', 'sikring'),
  means('code', 'protected', 'verneform båndlegging skyddstyp lokalitetskvalitet'),
  means('code', 'heritage', 'vernetype'),
  means('code', 'noise', 'støy'),
  means('code', 'building', 'bygningstype'),
  means('planStatus', 'zoning', 'arealbruksstatus arealst planstatus status'),
  means(
    'hazardClass',
    'quick-clay',
    'skredFaregradKlasse faregradklasse faregrad skredRisikoKvikkleireKlasse skredSkadeKonsekvensKlasse',
  ),
  means('hazardClass', 'flood', 'gjentaksinterval gjentaksintervall returperiode återkomsttid fld_zone zone_subty'),
  means('hazardClass', 'slide', 'sannsynlighet skredsannsynlighet faregrad gjentaksinterval riskklass'),
  means('hazardClass', 'noise', 'støykategori støysonekategori støysone'),
  means(
    'freeMw',
    'substation line',
    'ledig_mw ledigmw ledigKapasitetMw ledigkapasitet ledigEffekt freeMw free_mw availableMw tilgjengeligMw ledig_kap',
  ),
  means('availableYear', 'substation line', 'tilgjengeligAar ledigFraAar ledigfra availableYear klarAar aar år year'),
  means('kv', 'substation line', 'spenning_kV spenningKv spenning voltage_kv voltage spänning nominell_spenning kv'),
  means(
    'capacity',
    'school kindergarten health substation other',
    'kapasitet elevkapasitet kapacitet capacity antallPlasser plasser antal_platser capacity_mw',
  ),
  means(
    'used',
    'school kindergarten health',
    'antallElever elevtall elever antal_elever antallBarn barn enrollment enrolment used',
  ),
  means(
    'population',
    'population boundary',
    'pop_tot poptot befolkning folkmängd innbyggere antallPersoner population pop totpop bef_totalt',
  ),
  means(
    'jobs',
    'workplace building population',
    'antallAnsatte ansatte arbeidsplasser sysselsatte anställda employees jobs',
  ),
  means(
    'roadClass',
    'road main-road',
    'vegkategori vegklasse funkvägklass funksjonsklasse roadClass typeVeg väghållare hierarchie majorroad fclass highway st_type',
  ),
  means('speed', 'road main-road', 'fartsgrense hastighetsgräns hastighet skiltetHastighet speedLimit speed maxspeed'),
  means('oneway', 'road main-road', 'oneway enveiskjørt kjøreretning enkelriktad sens_circu'),
  means(
    'owner',
    'plots building substation line green other kindergarten school',
    'eierform eier grunneier ägare owner ownership eierNavn',
  ),
  means('label', 'plots', 'matrikkelnummertekst matrikkelnr gnrbnr fastighetsbeteckning fastighet label ml adresse'),
  means('id', 'plots', 'teigid lokalId plotid fastighetsid uuid loc_id globalId id objectid'),
  means(
    'name',
    '',
    'navn name namn skolenavn barnehagenavn stasjonsnavn områdenavn plannavn hensynSonenavn flomsoneNavn kommunenavn vegnavn site_name station street_nam street nomzac nom libquart landskap namelsad20 lib_off offisieltNavn',
  ),
];
