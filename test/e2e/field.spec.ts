import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { exifSegment } from '../builders/jpeg-builder.ts';
import { expect, menuCommand, type RunningDesktop, test } from './harness/desktop.ts';
import { repository, resultsFolder } from './harness/runtime.ts';
import { openSample, rowAt } from './harness/window.ts';

const observations = (page: Page): Locator => page.getByRole('region', { name: 'Observations', exact: true });
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });

const menu = ({ app }: Pick<RunningDesktop, 'app'>, command: string): Promise<void> => menuCommand(app, command);

const use = (page: Page, name: string): Locator =>
  page.getByRole('radiogroup', { name: 'Use to rank for' }).getByText(name, { exact: true });

/** The bare laptop in the car. */
async function small({ app }: Pick<RunningDesktop, 'app'>): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
}

/** A photo as the window's own encoder makes it, lying on its side as EXIF says, taken in Rana. */
async function photo(page: Page): Promise<Buffer> {
  const encoded = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 80;
    canvas.height = 40;
    const context = canvas.getContext('2d');
    if (context) {
      context.fillStyle = '#0b6b62';
      context.fillRect(0, 0, 80, 40);
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  const plain = Buffer.from(encoded, 'base64');
  const exif = exifSegment({
    orientation: 6,
    latitude: [66, 18, 36, 'N'],
    longitude: [14, 8, 24, 'E'],
    taken: '2026:05:01 10:20:30',
  });
  return Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]);
}

async function addNote(page: Page, text: string): Promise<void> {
  await observations(page).getByRole('button', { name: 'Note', exact: true }).click();
  await observations(page).getByRole('textbox', { name: 'Note' }).fill(text);
  await observations(page).getByRole('button', { name: 'Add', exact: true }).click();
}

/** Waits until the project that is being opened is on screen with all that is measured. */
async function openReady(desktop: RunningDesktop, file: string): Promise<void> {
  const { page } = desktop;
  const session = () => page.evaluate(() => window.desktop.recentProjects().then(([first]) => first?.usedMs ?? 0));
  const before = await session();
  await desktop.answerDialogs({ open: [file] });
  await menu(desktop, 'open-project');
  await expect.poll(session, { timeout: 30_000 }).toBeGreaterThan(before);
  await expect(page.locator('progress')).not.toHaveCount(0, { timeout: 30_000 });
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
}

async function save(desktop: RunningDesktop, file: string): Promise<void> {
  await desktop.answerDialogs({ save: file });
  await menu(desktop, 'save-project');
  await expect(desktop.page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
}

test('a note, a photo and a corrected value are seen, counted, saved and seen again', async ({ desktop }) => {
  test.setTimeout(120_000);
  const { page } = desktop;
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-field-'));
  const file = join(folder, 'plan.gpkg');
  try {
    await small(desktop);
    await openSample(page);
    await rowAt(page, 1).click();
    const card = page.getByRole('article');
    await expect(card).toContainText('Rank 1 of');
    const plot = (await card.getAttribute('aria-label')) ?? '';
    await addNote(page, 'Wet in spring\n<b>soft ground</b>');
    await observations(page).getByRole('button', { name: 'Corrected value', exact: true }).click();
    const form = page.getByRole('form', { name: 'Corrected value' });
    await form.getByRole('combobox', { name: 'Criterion' }).selectOption({ label: 'Largest buildable piece' });
    await form.getByRole('textbox', { name: 'Value in ha' }).fill('0.2');
    await page.screenshot({ path: join(resultsFolder, 'field-form.png') });
    await form.getByRole('button', { name: 'Add', exact: true }).click();

    await expect(card).not.toContainText('Rank 1 of');
    await expect(card.getByRole('row', { name: /Largest buildable piece/ })).toContainText(
      'corrected, measured on site',
    );
    const undo = page.getByRole('button', { name: /^Undo the corrected Largest buildable piece/ });
    await expect(undo).toBeEnabled();
    await undo.click();
    await expect(card).toContainText('Rank 1 of');
    await page.keyboard.press('Control+Shift+z');
    await expect(card).not.toContainText('Rank 1 of');

    for (const kind of ['csv', 'svg'] as const) {
      await desktop.answerDialogs({ save: join(folder, `out.${kind}`) });
      await menu(desktop, `export-${kind}`);
      await expect(page.getByRole('alert').filter({ hasText: `out.${kind}` })).toBeVisible({ timeout: 30_000 });
      await page.getByRole('button', { name: 'Dismiss' }).click();
    }
    const line = readFileSync(join(folder, 'out.csv'), 'utf8')
      .split('\r\n')
      .find((one) => one.includes(`,${plot},`));
    expect(line).toMatch(/buildable: measured \d{4}-\d\d-\d\d/);
    expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toContain('>Corrected values<');

    const picture = join(folder, 'a.jpg');
    writeFileSync(picture, await photo(page));
    await desktop.answerDialogs({ open: [picture] });
    await observations(page).getByRole('button', { name: 'Photos', exact: true }).click();
    const thumbnail = observations(page).locator('canvas');
    await expect(thumbnail.locator('..')).toHaveAttribute('data-state', 'drawn', { timeout: 20_000 });
    // Upright: higher than wide.
    expect(await thumbnail.evaluate((canvas: HTMLCanvasElement) => canvas.height > canvas.width)).toBe(true);
    await page.screenshot({ path: join(resultsFolder, 'field-card.png') });
    await save(desktop, file);

    await menu(desktop, 'new-project');
    await page.getByRole('region', { name: 'Recent projects' }).getByRole('button').first().click();
    await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
    await tab(page, 'Field').click();
    const all = page.getByRole('region', { name: 'All observations' });
    await expect(all.getByRole('listitem')).toHaveCount(3);
    const settle = page.getByRole('region', { name: 'What would settle the ranking first' });
    const named = await settle.getByRole('button').locator('span:first-child').allTextContents();
    expect(named.length).toBeGreaterThan(1);
    expect(new Set(named).size, 'each plot once').toBe(named.length);
    await page.screenshot({ path: join(resultsFolder, 'field-tab.png') });
    await all.getByRole('button', { name: /soft ground/ }).click();
    await expect(card).toHaveAttribute('aria-label', plot);
    await expect(observations(page)).toContainText('<b>soft ground</b>');
    await expect(observations(page)).toContainText('Largest buildable piece: 0.2 ha');
    await expect(observations(page).locator('canvas').locator('..')).toHaveAttribute('data-state', 'drawn');
    const written = execFileSync('node', [join(repository, 'out/cli/tomtevalg.cjs'), 'run', file, '--json'], {
      encoding: 'utf8',
      maxBuffer: 512 * 1024 * 1024,
    });
    const profiles = (JSON.parse(written) as Run).profiles;
    const industry = profiles.find(({ id }) => id === 'industry')?.plots.find(({ label }) => label === plot);
    expect(industry?.criteria.buildable).toMatchObject({ value: 2000, corrected: { evidence: 'measured' } });
    await expect(card).toContainText(`Rank ${industry?.rank} of`);
    const school = profiles.find(({ id }) => id === 'school')?.plots.find(({ label }) => label === plot);
    expect(school?.criteria.buildable?.corrected).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Run {
  readonly profiles: readonly {
    readonly id: string;
    readonly plots: readonly {
      readonly label: string;
      readonly rank: number | null;
      readonly criteria: Readonly<Record<string, { readonly value: number; readonly corrected?: unknown }>>;
    }[];
  }[];
}

test('a copy goes to the field, comes home and is merged as one step', async ({ desktop }) => {
  test.setTimeout(120_000);
  const { page } = desktop;
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-field-'));
  const [office, field] = [join(folder, 'office.gpkg'), join(folder, 'field.gpkg')];
  try {
    await small(desktop);
    await openSample(page);
    await save(desktop, office);
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await menu(desktop, 'save-field-copy');
    const sheet = page.getByRole('dialog', { name: 'A copy for the field' });
    await sheet.getByRole('checkbox').first().uncheck();
    await page.screenshot({ path: join(resultsFolder, 'field-copy.png') });
    await desktop.answerDialogs({ save: field });
    await sheet.getByRole('button', { name: 'Save the copy' }).click();
    await expect(page.getByText('The copy for the field is saved')).toBeVisible({ timeout: 30_000 });

    await openReady(desktop, field);
    await rowAt(page, 2).click();
    await addNote(page, 'seen from the car');
    await use(page, 'Housing').click();
    await menu(desktop, 'save-project');
    await expect(page.getByText('field.gpkg').first()).toBeVisible({ timeout: 30_000 });

    await openReady(desktop, office);
    await use(page, 'School').click();
    await tab(page, 'Field').click();
    await expect(page.getByRole('region', { name: 'All observations' })).toContainText('No observations yet');
    await desktop.answerDialogs({ open: [field] });
    await menu(desktop, 'merge-field-copies');
    const review = page.getByRole('dialog', { name: 'Merge field copies' });
    await expect(review).toContainText('seen from the car');
    await expect(review).toContainText('field.gpkg');
    const about = review.getByRole('group', { name: 'Use on screen: changed differently.' });
    await expect(about).toContainText('Before: industry');
    await expect(about.getByRole('radio', { name: /office/ })).toBeChecked();
    await about.getByRole('radio', { name: /field/ }).check();
    await expect(about.getByRole('radio', { name: /field/ })).toBeChecked();
    await page.screenshot({ path: join(resultsFolder, 'field-merge.png') });
    await review.getByRole('button', { name: 'Merge', exact: true }).click();
    const all = page.getByRole('region', { name: 'All observations' });
    await expect(all).toContainText('seen from the car', { timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Undo merging field.gpkg' })).toBeEnabled();
    await expect(page.getByRole('radio', { name: 'Housing' })).toBeChecked();
    await page.keyboard.press('Control+z');
    await expect(all).not.toContainText('seen from the car');
    await expect(page.getByRole('radio', { name: 'School' })).toBeChecked();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
