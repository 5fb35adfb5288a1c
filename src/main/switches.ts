import { app } from 'electron';

/** True when the window must draw without a graphics card: asked for by argument or environment. */
const softwareDrawing = process.argv.includes('--software-drawing') || process.env.TOMTEVALG_SOFTWARE_GL === '1';

/** True when the window is to open the sample municipality by itself, as `npm start` asks. */
export const opensSample = process.argv.includes('--open-sample');

/** Chromium services that would look something up on the network by themselves. */
const quietServices = [
  // Updates of Chromium's components (certificate lists, dictionaries, media licences).
  'disable-component-update',
  // Variations, metrics, hints and other lookups in the background.
  'disable-background-networking',
  'disable-domain-reliability',
  'disable-sync',
  'no-pings',
  // No proxy is asked and none is searched for (WPAD is a network lookup).
  'no-proxy-server',
] as const;

/** Features of Chromium that fetch models, hints or translations, or look for devices on the local network. */
const quietFeatures = ['OptimizationHints', 'MediaRouter', 'Translate', 'CertificateTransparencyComponentUpdater'];

/**
 * Every command line switch the application sets, in one place; to be called before `app` is ready.
 * The application makes no outbound request: names resolve to nothing, and a second lock on the session
 * (`denyEverythingElse`) cancels whatever is not its own protocol.
 */
export function applySwitches(): void {
  // The superuser of a container can only start Chromium without its sandbox; asking for both would end in a crash loop.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const name of quietServices) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('disable-features', quietFeatures.join(','));
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  if (softwareDrawing) {
    app.commandLine.appendSwitch('disable-gpu');
    // Nothing draws WebGL in the card's place: the map is painted by the page's own threads.
    app.commandLine.appendSwitch('disable-software-rasterizer');
  }
}
