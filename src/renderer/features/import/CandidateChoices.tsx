import { NativeSelect } from '@mantine/core';
import { meaningsOfTheme } from '../../../shared/dataset/suggest.ts';
import { type Meaning, type Role, roles, type Theme, themes } from '../../../shared/dataset/themes.ts';
import { asId } from '../../../shared/lib/id.ts';
import { type GeometryMode, geometryModes } from '../../../shared/project/study-types.ts';
import type { ImportCandidate } from '../../state/app-state.ts';
import { layerTitle } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import classes from './ImportSheet.module.css';

/** Encodings that municipal files come in; the empty one stands for what the files say. */
const encodings = ['UTF-8', 'ISO-8859-1', 'windows-1252', 'ISO-8859-10', 'ISO-8859-15', 'CP850', 'CP865', 'CP437'];

/** What a layer is taken for: role, theme, and whether it is new or another layer's newer delivery. */
export function CandidateChoices({ candidate }: { candidate: ImportCandidate }) {
  const { t } = useWords();
  const { changeCandidate, setCandidateReplaces } = useCommands();
  const layers = useAppState((state) => state.open?.loaded.layers);
  const { key } = candidate;
  return (
    <div className={classes.choices}>
      {layers && (
        <NativeSelect
          size="xs"
          label={t.review.as}
          value={candidate.replaces?.layer ?? ''}
          data={[
            { value: '', label: t.review.asNew },
            ...layers.map(({ definition }) => ({
              value: definition.id,
              label: t.review.asDelivery(layerTitle(t, definition)),
            })),
          ]}
          onChange={({ currentTarget }) => {
            const layer = currentTarget.value;
            void setCandidateReplaces(key, layer === '' ? null : asId<'layer'>(layer));
          }}
        />
      )}
      <NativeSelect
        size="xs"
        label={t.review.role}
        value={candidate.role}
        data={roles.map((role) => ({ value: role, label: t.role[role] }))}
        onChange={({ currentTarget }) => changeCandidate(key, { role: currentTarget.value as Role })}
      />
      <NativeSelect
        size="xs"
        label={t.review.theme}
        value={candidate.theme ?? ''}
        data={[
          { value: '', label: t.review.noTheme },
          ...themes.map((theme) => ({ value: theme, label: t.theme[theme] })),
        ]}
        onChange={({ currentTarget }) =>
          changeCandidate(key, { theme: currentTarget.value === '' ? null : (currentTarget.value as Theme) })
        }
      />
      {candidate.read.issues.some(({ code }) => code === 'geometry-invalid') && (
        <NativeSelect
          size="xs"
          label={t.review.geometry}
          value={candidate.geometry}
          data={geometryModes.map((mode) => ({ value: mode, label: t.review.geometryModes[mode] }))}
          onChange={({ currentTarget }) => changeCandidate(key, { geometry: currentTarget.value as GeometryMode })}
        />
      )}
    </div>
  );
}

interface FieldChoicesProps {
  readonly candidate: ImportCandidate;
  /** The field by which a table is joined to a layer; null: it is not. */
  readonly joinedBy: string | null;
}

/** Which field says what, and how text is to be read. Fields of a joined table name no feature. */
export function FieldChoices({ candidate, joinedBy }: FieldChoicesProps) {
  const { t, format } = useWords();
  const { setCandidateField, setCandidateEncoding } = useCommands();
  const { key, read, fields, theme, encoding } = candidate;
  const known = [...new Set<Meaning>([...meaningsOfTheme(theme), ...fields.keys()])];
  const offered = joinedBy === null ? known : known.filter((meaning) => meaning !== 'id' && meaning !== 'label');
  const names = [...new Set(read.dataset.columns.map(({ name }) => name))].filter((name) => name !== joinedBy);
  if (names.length === 0) return null;
  return (
    <details className={classes.fields}>
      <summary>{t.review.fieldsOf(format.whole(fields.size))}</summary>
      <div className={classes.fieldGrid}>
        {offered.map((meaning) => (
          <NativeSelect
            key={meaning}
            size="xs"
            label={t.meaning[meaning]}
            value={fields.get(meaning) ?? ''}
            data={[{ value: '', label: t.review.notInFile }, ...names.map((name) => ({ value: name, label: name }))]}
            onChange={({ currentTarget }) =>
              setCandidateField(key, meaning, currentTarget.value === '' ? null : currentTarget.value)
            }
          />
        ))}
        {read.encoding.source !== 'format' && read.encoding.source !== 'none' && (
          <NativeSelect
            size="xs"
            label={t.review.encoding}
            value={encoding ?? ''}
            data={[{ value: '', label: t.review.ownEncoding }, ...encodings]}
            onChange={({ currentTarget }) =>
              setCandidateEncoding(key, currentTarget.value === '' ? null : currentTarget.value)
            }
          />
        )}
      </div>
    </details>
  );
}
