import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { RunnerTestCase } from 'vitest';
import { ROOT } from './openVsCode.js';

export const PICTURES = join(ROOT, 'test-results');

/** The workbench as a person uses it: keys, clicks, and what can be seen. Every step waits for what it needs. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get editor(): Locator {
    return this.page.locator('.editor-instance:visible .monaco-editor').first();
  }

  /** Underlined text of the open editor. */
  squiggles(severity: 'error' | 'warning' | 'info' | 'hint'): Locator {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  get activeWorkspace(): Locator {
    return this.page.locator('.statusbar-item[id$="cursus.activeWorkspace"]');
  }

  suggestion(name: string): Locator {
    return this.suggestions.filter({ hasText: name }).first();
  }

  get focusedSuggestion(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row.focused');
  }

  get hover(): Locator {
    return this.page.locator('.monaco-hover:visible .hover-contents');
  }

  get tabs(): Locator {
    return this.page.locator('.tabs-container .tab');
  }

  activeTab(name: string, label = name): Locator {
    return this.page.locator('.tab.active').filter({ hasText: label });
  }

  /** A line of the open editor that holds a text. */
  line(text: string): Locator {
    return this.editor.locator('.view-line').filter({ hasText: text }).first();
  }

  /** The rows of the Problems panel that can be seen; files and what is found in them. */
  get problems(): Locator {
    return this.page.locator('.markers-panel .monaco-list-row:not(.monaco-tree-sticky-row)');
  }

  /** What the one open webview shows. */
  get webPage(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** What the step registry says above its rows. */
  get viewMessage(): Locator {
    return this.page.locator('.sidebar .tree-explorer-viewlet-tree-view .message:visible');
  }

  get welcome(): Locator {
    return this.page.locator('.sidebar .welcome-view-content:visible');
  }

  /** The explorer's row that says exactly this to a screen reader. */
  row(label: string | RegExp): Locator {
    return this.page
      .locator('.sidebar')
      .getByRole('treeitem', { name: label, exact: true })
      .first();
  }

  focusedRow(label: RegExp): Locator {
    return this.row(label).and(this.page.locator('.monaco-list-row.focused'));
  }

  /** The window has its folder and what the extension contributes: from now on the palette has its commands. */
  async ready(): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    await this.page.locator('.activitybar .action-label[aria-label^="Cursus"]').waitFor();
  }

  /** @param path relative to the folder; enough of it to be found first */
  async openFile(path: string): Promise<void> {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    // Until the list is filtered it holds recent files of the same name.
    const folder = slash < 0 ? '' : `[aria-label*="${path.slice(0, slash)}"]`;
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.locator('input').fill(path);
    await this.quickInput
      .locator(`.monaco-list-row[aria-label*="${name}"]${folder}`)
      .first()
      .click();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
  }

  /** @param line and column count from 1, as the status bar shows them */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.quickInput.locator('input').fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page
      .locator('.statusbar-item[id="status.editor.selection"]', {
        hasText: `Ln ${line}, Col ${column}`,
      })
      .waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Runs a command by its full title in the palette. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.locator('input').fill(`>${title}`);
    await this.quickInput.locator(`.monaco-list-row[aria-label^="${title}"]`).first().click();
  }

  /** Picks an entry of the open quick pick. */
  async pick(text: string, entry: string): Promise<void> {
    await this.quickInput.locator('input').fill(text);
    await this.quickInput.locator('.monaco-list-row', { hasText: entry }).first().click();
  }

  /** Shows the step registry in the sidebar, with every row folded. */
  async openRegistry(): Promise<void> {
    await this.run('Cursus: Focus on Step Registry View');
    await this.row(/^Core /).waitFor();
    await this.page.locator('.sidebar').getByRole('button', { name: 'Collapse All' }).click();
    await this.row(/^Conflicts /)
      .and(this.page.locator('[aria-expanded="false"]'))
      .waitFor();
  }

  async openProblems(filter: string): Promise<void> {
    await this.run('Problems: Focus on Problems View');
    await this.page
      .locator('.panel .viewpane-filter input, .panel .viewpane-filter textarea')
      .first()
      .fill(filter);
  }

  /** Unfolds rows of the explorer one after the other. */
  async unfold(...labels: (string | RegExp)[]): Promise<void> {
    for (const label of labels) {
      const row = this.row(label);
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'false') {
        await row.locator('.monaco-tl-twistie').click();
      }
    }
  }

  /** Opens the menu of a row and chooses from it. */
  async fromMenuOf(row: Locator, label: string): Promise<void> {
    await row.click({ button: 'right' });
    await this.chooseFromMenu(label);
  }

  /** Answers the open input box. */
  async enter(text: string): Promise<void> {
    await this.quickInput.locator('input').fill(text);
    await this.press('Enter');
  }

  /** Opens the menu of quick fixes once the bulb says that there are some at the caret. */
  async openQuickFixes(): Promise<void> {
    await this.editor
      .locator(
        '.lightBulbWidget:visible, .codicon-gutter-lightbulb:visible, .codicon-gutter-lightbulb-auto-fix:visible',
      )
      .first()
      .waitFor();
    await this.press('ControlOrMeta+.');
  }

  /** An entry of the open menu of quick fixes. */
  action(text: string): Locator {
    return this.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
  }

  /** An entry of the open quick pick. */
  choice(text: string): Locator {
    return this.quickInput.locator('.monaco-list-row', { hasText: text }).first();
  }

  /** The places shown within the editor. */
  get peek(): Locator {
    return this.page.locator('.peekview-widget');
  }

  get statusBar(): Locator {
    return this.page.locator('.part.statusbar');
  }

  async clearNotifications(): Promise<void> {
    await this.run('Notifications: Clear All Notifications');
  }

  /** A message in the corner of the window. */
  notification(text: string): Locator {
    return this.notifications.filter({ hasText: text });
  }

  /** By keyboard: a menu that has just opened takes no click. */
  async chooseFromMenu(label: string): Promise<void> {
    await this.page.locator('.monaco-menu').getByRole('menuitem', { name: label }).hover();
    await this.page
      .locator('.monaco-menu .action-item.focused', { hasText: label })
      .first()
      .waitFor();
    await this.press('Enter');
  }

  async focusEditor(): Promise<void> {
    await this.run('View: Focus Active Editor Group');
  }

  /** Leaves no editor open and every file as it is on disk. */
  async closeEditors(): Promise<void> {
    await this.press('Escape', 'Escape');
    while ((await this.tabs.count()) > 0) {
      const before = await this.tabs.count();
      await this.run('View: Revert and Close Editor');
      await this.tabs.nth(before - 1).waitFor({ state: 'detached' });
    }
  }

  /** @param choice a workspace id, or `Automatic` */
  async selectWorkspace(choice: string): Promise<void> {
    await this.run('Cursus: Select Active Workspace...');
    await this.pick(choice, choice);
    if (choice !== 'Automatic') await this.activeWorkspace.filter({ hasText: choice }).waitFor();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  /** Errors and warnings as the status bar counts them. */
  async problemCount(): Promise<string | null> {
    return this.page.locator('.statusbar-item[id="status.problems"]').getAttribute('aria-label');
  }

  /** Puts the mouse where nothing reacts to it, so that no tooltip hides anything. */
  async restMouse(): Promise<void> {
    await this.page.mouse.move(640, 792);
    await this.page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  }

  /** What could be seen when a test failed. */
  async pictureIfFailed(test: Readonly<RunnerTestCase>): Promise<void> {
    if (test.result?.state === 'fail') await this.picture(`failed ${test.name}`);
  }

  /** @param width of the sidebar with the activity bar, in pixels */
  async widenSidebar(width: number): Promise<void> {
    const sidebar = await this.page.locator('.part.sidebar').boundingBox();
    if (!sidebar) throw new Error('there is no sidebar');
    const edge = sidebar.x + sidebar.width + 2;
    const middle = sidebar.y + sidebar.height / 2;
    await this.page.mouse.move(edge, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(width, middle, { steps: 4 });
    await this.page.mouse.up();
  }

  /** A picture of what lies between two things, both included. */
  async pictureOf(name: string, first: Locator, last: Locator): Promise<void> {
    const [top, bottom] = [await first.boundingBox(), await last.boundingBox()];
    if (!top || !bottom) throw new Error(`nothing to see for ${name}`);
    const height = bottom.y + bottom.height - top.y;
    await mkdir(PICTURES, { recursive: true });
    await this.page.screenshot({
      path: join(PICTURES, `${name}.png`),
      clip: { x: top.x, y: top.y, width: top.width, height },
    });
  }

  async picture(name: string): Promise<void> {
    await mkdir(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name.replaceAll(/\W+/g, '-')}.png`) });
  }
}
