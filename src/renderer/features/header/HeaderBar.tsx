import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCar,
  IconChevronDown,
  IconCommand,
  IconDeviceFloppy,
  IconDownload,
  IconFilePlus,
  IconFileText,
  IconFolderOpen,
  IconGitMerge,
  IconLanguage,
  IconMapPin,
  IconMoon,
  IconScissors,
  IconStack2,
  IconSun,
  IconX,
} from '@tabler/icons-react';
import { asId } from '../../../shared/lib/id.ts';
import { languages } from '../../../shared/lib/language.ts';
import { catalogueOf } from '../../i18n/catalogue.ts';
import { activeEvaluation } from '../../state/app-state.ts';
import { isUnsaved, projectName } from '../../state/document.ts';
import { Brand } from '../../ui/Brand.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { CacheItem } from './CacheItem.tsx';
import classes from './HeaderBar.module.css';
import { UndoButtons } from './UndoButtons.tsx';

/** Study, use, language and theme. */
export function HeaderBar() {
  const open = useAppState((state) => state.open !== null);
  const name = useAppState(projectName);
  return (
    <header className={classes.bar}>
      <StudyMenu name={open ? name : null} />
      <div className={classes.middle}>{open && <UseSwitch />}</div>
      <div className={classes.end}>
        {open && <UndoButtons />}
        <PaletteButton />
        <LanguageMenu />
        <SchemeSwitch />
      </div>
    </header>
  );
}

function StudyMenu({ name }: { name: string | null }) {
  const { t } = useWords();
  const { openSample, openStudy, addLayers, askForPlots, closeStudy, exportRanking } = useCommands();
  const unsaved = useAppState(isUnsaved);
  const ranked = useAppState((state) => activeEvaluation(state) !== null);
  const exports = [
    { kind: 'csv', label: t.header.saveCsv },
    { kind: 'xlsx', label: t.header.saveXlsx },
    { kind: 'geojson', label: t.header.saveGeoJson },
    { kind: 'gpkg', label: t.header.saveGeoPackage },
    { kind: 'fgb', label: t.header.saveFlatGeobuf },
    { kind: 'zip', label: t.header.saveShapefile },
    { kind: 'svg', label: t.header.saveSvg },
  ] as const;
  return (
    <div className={classes.study}>
      <Brand size={28} />
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            className={classes.name}
            rightSection={<IconChevronDown size={15} />}
          >
            {name ?? t.appName}
            {unsaved && <span title={t.header.unsaved}> *</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t.header.menu}>
          <ProjectItems open={name !== null} />
          {name !== null && <FieldItems />}
          <Menu.Divider />
          <Menu.Item leftSection={<IconMapPin size={16} />} onClick={openSample}>
            {t.header.openSample}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={16} />} onClick={openStudy}>
            {t.header.openStudy}
          </Menu.Item>
          <Menu.Item leftSection={<IconStack2 size={16} />} onClick={addLayers}>
            {t.header.addData}
          </Menu.Item>
          {name !== null && (
            <Menu.Item leftSection={<IconScissors size={16} />} onClick={() => void askForPlots()}>
              {t.making.command}
            </Menu.Item>
          )}
          {name !== null && (
            <>
              <Menu.Divider />
              <Menu.Label>{t.header.save}</Menu.Label>
              {exports.map(({ kind, label }) => (
                <Menu.Item
                  key={kind}
                  leftSection={<IconDownload size={16} />}
                  disabled={!ranked}
                  onClick={() => exportRanking(kind)}
                >
                  {label}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item leftSection={<IconX size={16} />} onClick={closeStudy}>
                {t.header.close}
              </Menu.Item>
            </>
          )}
          <CacheItem />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** Beginning, opening and saving projects. */
function ProjectItems({ open }: { open: boolean }) {
  const { t } = useWords();
  const { newProject, openProject, saveProject, saveProjectAs, revertProject } = useCommands();
  const project = useAppState((state) => state.project);
  const saved = project !== null && project.file !== null && project.readOnly === null;
  return (
    <>
      <Menu.Item leftSection={<IconFilePlus size={16} />} rightSection={<Keys>Ctrl+N</Keys>} onClick={newProject}>
        {t.header.newProject}
      </Menu.Item>
      <Menu.Item leftSection={<IconFolderOpen size={16} />} rightSection={<Keys>Ctrl+O</Keys>} onClick={openProject}>
        {t.header.openProject}
      </Menu.Item>
      {open && (
        <>
          <Menu.Item
            leftSection={<IconDeviceFloppy size={16} />}
            rightSection={<Keys>Ctrl+S</Keys>}
            onClick={saveProject}
          >
            {t.header.saveProject}
          </Menu.Item>
          <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={saveProjectAs}>
            {t.header.saveProjectAs}
          </Menu.Item>
        </>
      )}
      {saved && (
        <Menu.Item
          leftSection={<IconArrowBackUp size={16} />}
          disabled={!project.unsaved}
          onClick={() => void revertProject()}
        >
          {t.header.revertProject}
        </Menu.Item>
      )}
    </>
  );
}

/** Copies for the field and back. */
function FieldItems() {
  const { t } = useWords();
  const { askFieldCopy, openFieldCopies } = useCommands();
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<IconCar size={16} />} onClick={askFieldCopy}>
        {t.field.copy}
      </Menu.Item>
      <Menu.Item leftSection={<IconGitMerge size={16} />} onClick={() => void openFieldCopies()}>
        {t.field.merge}
      </Menu.Item>
    </>
  );
}

function PaletteButton() {
  const { t } = useWords();
  const { showPalette } = useCommands();
  return (
    <Tooltip
      label={
        <>
          {t.palette.title} <Keys>Ctrl+K</Keys>
        </>
      }
    >
      <ActionIcon size={30} aria-label={t.palette.title} onClick={() => showPalette(true)}>
        <IconCommand size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function UseSwitch() {
  const { t, format } = useWords();
  const { chooseProfile } = useCommands();
  const profiles = useAppState((state) => state.open?.profiles ?? []);
  const chosen = useAppState((state) => state.profile);
  if (profiles.length === 0) return null;
  return (
    <SegmentedControl
      aria-label={t.header.use}
      size="sm"
      radius="md"
      color="pine"
      value={chosen ?? ''}
      onChange={(id) => chooseProfile(asId<'profile'>(id))}
      data={profiles.map(({ id, name }) => ({ value: id, label: name[format.language] }))}
      classNames={{ root: classes.uses, label: classes.useLabel }}
    />
  );
}

function LanguageMenu() {
  const { t, format } = useWords();
  const { setLanguage } = useCommands();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={17} />}
          aria-label={t.header.language}
        >
          {t.languageName}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => setLanguage(language)}
            aria-current={language === format.language || undefined}
            fw={language === format.language ? 650 : 400}
          >
            {catalogueOf(language).languageName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeSwitch() {
  const { t } = useWords();
  const { setColorScheme } = useCommands();
  const dark = useAppState((state) => state.colorScheme === 'dark');
  const label = dark ? t.header.toLight : t.header.toDark;
  return (
    <Tooltip label={label}>
      <ActionIcon size={30} aria-label={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}
