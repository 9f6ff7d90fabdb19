import type { Frame } from './profile.js';

const WIDTH = 1200;
const ROW = 17;
/** Pixels; what is narrower is part of its caller only. */
const NARROWEST = 1.5;
const PIXELS_PER_LETTER = 6.2;
const DEEPEST = 34;

/** A flame graph, callers above callees, as an SVG; orange is ours, grey is Node's and V8's. */
export function flameGraph(title: string, all: Frame): string {
  const shapes: string[] = [];
  let deepest = 0;
  const draw = (frame: Frame, x: number, depth: number): void => {
    const width = (frame.milliseconds / all.milliseconds) * WIDTH;
    if (width < NARROWEST || depth > DEEPEST) return;
    deepest = Math.max(deepest, depth);
    const y = 30 + depth * ROW;
    const share = ((100 * frame.milliseconds) / all.milliseconds).toFixed(1);
    const letters = Math.floor((width - 4) / PIXELS_PER_LETTER);
    const label =
      frame.name.length <= letters ? frame.name : `${frame.name.slice(0, letters - 1)}…`;
    shapes.push(
      `<g><title>${escaped(frame.name)}: ${frame.milliseconds.toFixed(0)} ms, ${share} %</title>` +
        `<rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(width - 0.5, 1).toFixed(1)}" height="${ROW - 1}" fill="${colour(frame, depth)}"/>` +
        (letters < 3
          ? ''
          : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>`) +
        '</g>',
    );
    let at = x;
    const callees = [...frame.callees.values()].sort((a, b) => b.milliseconds - a.milliseconds);
    for (const callee of callees) {
      draw(callee, at, depth + 1);
      at += (callee.milliseconds / all.milliseconds) * WIDTH;
    }
  };
  draw(all, 0, 0);
  const height = 40 + (deepest + 1) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="10">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="4" y="18" font-size="13">${escaped(title)}: ${all.milliseconds.toFixed(0)} ms of the main thread</text>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
}

function colour({ name, isForeign }: Frame, depth: number): string {
  if (name === '(garbage collector)') return '#e15759';
  if (isForeign) return depth % 2 === 0 ? '#d0d0d0' : '#c4c4c4';
  return depth % 2 === 0 ? '#f6a04d' : '#fbb871';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
