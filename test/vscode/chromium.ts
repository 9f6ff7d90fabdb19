import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium or Chrome that this machine has; CHROMIUM or CHROME_PATH name another one. */
export function launchChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM ?? process.env.CHROME_PATH;
  const executablePath = named ?? USUAL_PLACES.find(existsSync);
  if (!executablePath) {
    throw new Error('No Chromium found: install it, or name it with the variable CHROMIUM.');
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
