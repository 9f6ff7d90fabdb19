import type { Page } from 'playwright-core';

/**
 * Milliseconds from an event in the window until something can be seen, by the clock of the window itself: what the
 * test adds on its way there does not count.
 * @param event that the action causes: `keydown`, `mousedown`
 * @param selector of what appears
 */
export async function timeFrom(
  page: Page,
  event: string,
  selector: string,
  action: () => Promise<void>,
): Promise<number> {
  await page.evaluate(`
    globalThis.cursusTiming = new Promise(resolve => {
      let start;
      addEventListener(${JSON.stringify(event)}, () => { start ??= performance.now(); }, { capture: true, once: true });
      const look = () => {
        if (start !== undefined && document.querySelector(${JSON.stringify(selector)})) resolve(performance.now() - start);
        else requestAnimationFrame(look);
      };
      look();
    });
    undefined`);
  await action();
  return Math.round(await page.evaluate<number>('globalThis.cursusTiming'));
}
