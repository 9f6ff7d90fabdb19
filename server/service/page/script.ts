/**
 * The page's only script: the filter, opening the section that a link points to, and, within VS Code, links that
 * open the source. It makes no markup of data.
 */
export const SCRIPT = `
const api = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
const filter = document.querySelector('#filter');
const clashes = document.querySelector('#clashes');
const rows = [...document.querySelectorAll('[data-step]')];
const none = document.querySelector('#none');
function apply() {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.dataset.step.toLowerCase();
    const hide = !words.every(word => text.includes(word)) || (clashes.checked && row.dataset.clash !== '1');
    row.hidden = hide;
    if (!hide) shown++;
  }
  none.hidden = shown > 0;
}
filter.addEventListener('input', apply);
clashes.addEventListener('change', apply);
function reveal(hash) {
  const target = document.getElementById(decodeURI(hash.slice(1)));
  if (!target) return;
  target.hidden = false;
  if (target.tagName === 'DETAILS') target.open = true;
  target.scrollIntoView();
}
addEventListener('hashchange', () => reveal(location.hash));
document.addEventListener('click', event => {
  const link = event.target.closest && event.target.closest('a');
  if (!link) return;
  if (link.dataset.uri && api) {
    event.preventDefault();
    api.postMessage({ type: 'open', uri: link.dataset.uri, line: Number(link.dataset.line) });
  } else if (link.hash) {
    // Within VS Code a link does not change the address.
    setTimeout(() => reveal(link.hash));
  }
});
reveal(location.hash);
`;
