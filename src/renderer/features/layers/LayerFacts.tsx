import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconListDetails, IconScissors, IconTrash } from '@tabler/icons-react';
import type { LoadedLayer, LoadedRaster } from '../../../shared/analysis/types.ts';
import type { Crs } from '../../../shared/crs/types.ts';
import { createGroundScale } from '../../../shared/dataset/ground-scale.ts';
import type { Raster } from '../../../shared/dataset/raster.ts';
import { featureCount } from '../../../shared/geometry/types.ts';
import type { Issue } from '../../../shared/lib/issue.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { IssueList, type RemarkPlace } from './IssueList.tsx';
import classes from './LayersPanel.module.css';

type Layer = LoadedLayer | LoadedRaster;

const issuesOf = (layer: Layer): readonly Issue[] =>
  'raster' in layer ? layer.issues : [...layer.read.issues, ...layer.issues];

/** How many things were noticed about a layer; nothing where all is well. */
export function Remarks({ layer }: { layer: Layer }) {
  const { t, format } = useWords();
  const serious = issuesOf(layer).filter(({ severity }) => severity !== 'info');
  if (serious.length === 0) return null;
  const label = t.layers.issues(format.whole(serious.length));
  return (
    <Tooltip label={label}>
      <span className={classes.remarks} role="img" aria-label={label}>
        <IconAlertTriangle size={14} aria-hidden />
        {format.whole(serious.length)}
      </span>
    </Tooltip>
  );
}

/** What a layer is, where it comes from, and what was noticed about it. */
export function LayerFacts({ layer }: { layer: Layer }) {
  const { t } = useWords();
  const { removeLayer } = useCommands();
  const workingCrs = useAppState((state) => state.open?.loaded.workingCrs ?? null);
  const issues = issuesOf(layer);
  const { crs } = 'raster' in layer ? layer.raster : layer.read.dataset;
  return (
    <div className={classes.facts}>
      <dl>
        <dt>{t.layers.file}</dt>
        <dd>{layer.definition.from === null ? layer.definition.file : t.making.madeFrom}</dd>
        <dt>{t.layers.contents}</dt>
        <dd>{'raster' in layer ? <Cells raster={layer.raster} /> : <Features layer={layer} />}</dd>
        <dt>{t.layers.crs}</dt>
        <dd>
          {crs.code ?? crs.name} ({t.plot.crsHow[crs.source]})
        </dd>
        {!('raster' in layer) && layer.read.encoding.name !== '' && (
          <>
            <dt>{t.layers.encoding}</dt>
            <dd>
              {layer.read.encoding.name} {t.review.encodingHow[layer.read.encoding.source]}
            </dd>
          </>
        )}
      </dl>
      {issues.length === 0 ? (
        <p className={classes.fine}>{t.layers.noIssues}</p>
      ) : (
        <IssueList issues={issues} place={'raster' in layer ? null : placeOfRemarks(layer, workingCrs)} />
      )}
      {!('raster' in layer) && <Making layer={layer} />}
      {layer.definition.role !== 'plots' && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          mt={4}
          ml={-6}
          leftSection={<IconTrash size={14} />}
          onClick={() => void removeLayer(layer.definition.id)}
        >
          {t.edits.removeLayer}
        </Button>
      )}
    </div>
  );
}

/** How a remark's feature is found on the map: what was told when the file was read is in the file's CRS. */
function placeOfRemarks(layer: LoadedLayer, workingCrs: Crs | null): RemarkPlace {
  const { definition, read, dataset, issues } = layer;
  return {
    layer: definition.id,
    geometry: dataset.geometry,
    crsOf: (remark) => (issues.includes(remark) ? workingCrs : null) ?? read.dataset.crs,
  };
}

/** Plots are made from zoning: asked for at either, accounted for at the plots. */
function Making({ layer: { definition, dataset } }: { layer: LoadedLayer }) {
  const { t } = useWords();
  const { askForPlots, showPlotAccount } = useCommands();
  const canMake = definition.from !== null || (definition.role === 'zoning' && dataset.geometry.kind === 'polygons');
  const look = { size: 'compact-xs', variant: 'subtle', mt: 4, ml: -6 } as const;
  return (
    <>
      {definition.from !== null && (
        <Button {...look} leftSection={<IconListDetails size={14} />} onClick={showPlotAccount}>
          {t.making.account}
        </Button>
      )}
      {canMake && (
        <Button {...look} leftSection={<IconScissors size={14} />} onClick={() => void askForPlots()}>
          {definition.from === null ? t.making.command : t.making.change}
        </Button>
      )}
    </>
  );
}

function Features({ layer: { read } }: { layer: LoadedLayer }) {
  const { t, format } = useWords();
  const { geometry } = read.dataset;
  return t.review.features(format.whole(featureCount(geometry)), t.review[geometry.kind]);
}

/** Size of the grid that was read, around the plots, and of a cell at its middle. */
function Cells({ raster }: { raster: Raster }) {
  const { t, format } = useWords();
  const [a, b, c, d, e, f] = raster.transform;
  const metres = new Float64Array(2);
  const scale = createGroundScale(raster.crs);
  const [i, j] = [raster.width / 2, raster.height / 2];
  if (scale.ok) scale.value(a * i + b * j + c, d * i + e * j + f, metres);
  const side = Math.hypot(a * metres[0], d * metres[1]);
  return t.layers.cells(format.whole(raster.width), format.whole(raster.height), format.value(side, 'm'));
}
