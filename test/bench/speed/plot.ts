import type { Measured } from './run.js';

const WIDTH = 720;
const HEIGHT = 420;
const MARGIN = { left: 70, right: 190, top: 30, bottom: 50 };

const CURVES: readonly { measure: string; title: string; colour: string }[] = [
  { measure: 'pyright first symbols', title: 'pyright: first symbols', colour: '#edc948' },
  { measure: 'python original', title: 'Python original: registries', colour: '#9c755f' },
  { measure: 'lezer', title: '@lezer/python', colour: '#b07aa1' },
  { measure: 'settled', title: 'all findings published', colour: '#4e79a7' },
  { measure: 'pyright keystroke', title: 'pyright: keystroke', colour: '#ff9da7' },
  { measure: 'scan', title: 'bare scan', colour: '#76b7b2' },
  { measure: 'floor', title: 'walk and read', colour: '#9c9c9c' },
  { measure: 'shared name', title: 'edit of the shared name', colour: '#f28e2b' },
  { measure: 'completion p95', title: 'completion p95', colour: '#59a14f' },
  { measure: 'keystroke p95', title: 'keystroke p95', colour: '#e15759' },
];

/** Milliseconds over the number of developers, both on logarithmic axes. */
export function plotOf(measured: Measured): string {
  const { trees, samples } = measured;
  const curves = CURVES.map(curve => ({
    ...curve,
    points: trees.flatMap(tree => {
      const median = samples.median(curve.measure, tree);
      return median > 0 ? [[Number(tree), median] as const] : [];
    }),
  })).filter(({ points }) => points.length > 0);
  const times = curves.flatMap(({ points }) => points.map(([, time]) => time));
  const decades = [
    Math.floor(Math.log10(Math.min(...times))),
    Math.ceil(Math.log10(Math.max(...times))),
  ] as const;
  const [few, many] = [Number(trees[0]), Number(trees.at(-1))];
  const x = (developers: number): number =>
    MARGIN.left +
    ((WIDTH - MARGIN.left - MARGIN.right) * Math.log(developers / few)) / Math.log(many / few);
  const y = (time: number): number =>
    HEIGHT -
    MARGIN.bottom -
    ((HEIGHT - MARGIN.top - MARGIN.bottom) * (Math.log10(time) - decades[0])) /
      (decades[1] - decades[0]);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
  ];
  for (let decade = decades[0]; decade <= decades[1]; decade++) {
    const at = y(10 ** decade).toFixed(1);
    lines.push(
      `<path d="M${MARGIN.left} ${at}H${WIDTH - MARGIN.right}" stroke="#dddddd"/>`,
      `<text x="${MARGIN.left - 8}" y="${at}" text-anchor="end" dominant-baseline="middle">${10 ** decade} ms</text>`,
    );
  }
  for (const tree of trees) {
    lines.push(
      `<text x="${x(Number(tree)).toFixed(1)}" y="${HEIGHT - MARGIN.bottom + 20}" text-anchor="middle">${tree}</text>`,
    );
  }
  const middle = (MARGIN.left + WIDTH - MARGIN.right) / 2;
  lines.push(
    `<text x="${middle}" y="${HEIGHT - 10}" text-anchor="middle">developers, 50 steps each</text>`,
  );
  for (const { title, colour, points } of curves) {
    const path = points.map(([count, time]) => `${x(count).toFixed(1)},${y(time).toFixed(1)}`);
    const [, last] = points.at(-1)!;
    lines.push(
      `<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      `<text x="${WIDTH - MARGIN.right + 8}" y="${y(last).toFixed(1)}" fill="${colour}" dominant-baseline="middle">${title}</text>`,
    );
  }
  lines.push('</svg>');
  return `${lines.join('\n')}\n`;
}
