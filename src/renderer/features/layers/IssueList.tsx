import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Crs } from '../../../shared/crs/types.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { featureCount, type Geometry } from '../../../shared/geometry/types.ts';
import { isFiniteVertex, vertexStart } from '../../../shared/geometry/vertices.ts';
import type { LayerId } from '../../../shared/lib/id.ts';
import type { Issue, Severity } from '../../../shared/lib/issue.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './LayersPanel.module.css';

const signs = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle };
const weight: readonly Severity[] = ['error', 'warning', 'info'];
const shownOfAKind = 2;
/** So many more of a kind are listed when they are asked for. */
const mostOfAKind = 200;

/** The layer that remarks are about, so that they can be shown on the map. */
export interface RemarkPlace {
  readonly layer: LayerId;
  readonly geometry: Geometry;
  /** The CRS of a remark's x and y. */
  readonly crsOf: (remark: Issue) => Crs;
}

interface IssueListProps {
  readonly issues: readonly Issue[];
  /** Null: the remarks have no place on the map. */
  readonly place?: RemarkPlace | null;
}

/** Remarks in words, the gravest first; of many of one kind the first are told, and the others when they are asked for. */
export function IssueList({ issues, place = null }: IssueListProps) {
  const { t, format } = useWords();
  const kinds = new Map<string, Issue[]>();
  for (const issue of issues) kinds.set(issue.code, [...(kinds.get(issue.code) ?? []), issue]);
  const sorted = [...kinds.values()].sort((a, b) => weight.indexOf(a[0].severity) - weight.indexOf(b[0].severity));
  return (
    <ul className={classes.issues}>
      {sorted.map((same) => (
        <li key={same[0].code} data-severity={same[0].severity}>
          <Sign severity={same[0].severity} />
          <div>
            <Remarks issues={same.slice(0, shownOfAKind)} place={place} />
            {same.length > shownOfAKind && (
              <details>
                <summary>{t.layers.andMore(format.whole(same.length - shownOfAKind))}</summary>
                <Remarks issues={same.slice(shownOfAKind, shownOfAKind + mostOfAKind)} place={place} />
                {same.length > shownOfAKind + mostOfAKind && (
                  <p>{t.layers.andMore(format.whole(same.length - shownOfAKind - mostOfAKind))}</p>
                )}
              </details>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Remarks({ issues, place }: { issues: readonly Issue[]; place: RemarkPlace | null }) {
  const { format } = useWords();
  return issues.map((issue, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
    <p key={index}>
      {describeIssue(issue, format.language)} {place && <ShowOnMap issue={issue} place={place} />}
    </p>
  ));
}

/** Goes to the feature of a remark and marks it; nothing where it has no place. */
function ShowOnMap({ issue, place }: { issue: Issue; place: RemarkPlace }) {
  const { t } = useWords();
  const { showRemark } = useCommands();
  const row = issue.feature === null ? -1 : issue.feature - 1;
  const { x, y } = issue.details;
  const told = typeof x === 'number' && typeof y === 'number' ? ([x, y] as const) : null;
  const isShown = useAppState(
    ({ remark }) => remark !== null && remark.layer === place.layer && remark.row === row && remark.issue === issue,
  );
  if (row < 0 || (told === null && !hasPlace(place.geometry, row))) return null;
  return (
    <button
      type="button"
      className={classes.where}
      aria-pressed={isShown}
      onClick={() => showRemark({ layer: place.layer, row, issue }, told, place.crsOf(issue))}
    >
      {isShown ? t.layers.takeMarkAway : t.layers.showOnMap}
    </button>
  );
}

function hasPlace(geometry: Geometry, row: number): boolean {
  if (geometry.kind === 'none' || row >= featureCount(geometry)) return false;
  for (let vertex = vertexStart(geometry, row); vertex < vertexStart(geometry, row + 1); vertex++)
    if (isFiniteVertex(geometry.xy[2 * vertex], geometry.xy[2 * vertex + 1])) return true;
  return false;
}

function Sign({ severity }: { severity: Severity }) {
  const Icon = signs[severity];
  return <Icon size={14} aria-hidden />;
}
