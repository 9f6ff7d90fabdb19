/** How many insertions, deletions and replacements of UTF-16 units turn the pattern into a text. */
export function editDistanceTo(pattern: string): (text: string) => number {
  if (pattern.length === 0) return text => text.length;
  return pattern.length <= 31 ? bitParallel(pattern) : text => byRows(pattern, text);
}

const ASCII = 128;

/** Myers' algorithm: one step per character of the text, for patterns that fit the bits of an integer. */
function bitParallel(pattern: string): (text: string) => number {
  const masks = new Int32Array(ASCII);
  const others = new Map<number, number>();
  for (let i = 0; i < pattern.length; i++) {
    const code = pattern.charCodeAt(i);
    if (code < ASCII) masks[code]! |= 1 << i;
    else others.set(code, (others.get(code) ?? 0) | (1 << i));
  }
  const last = 1 << (pattern.length - 1);
  return text => {
    let up = -1;
    let down = 0;
    let distance = pattern.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const mask = code < ASCII ? masks[code]! : (others.get(code) ?? 0);
      const vertical = mask | down;
      const diagonal = (((mask & up) + up) ^ up) | mask;
      let plus = down | ~(diagonal | up);
      let minus = up & diagonal;
      if (plus & last) distance++;
      else if (minus & last) distance--;
      plus = (plus << 1) | 1;
      minus <<= 1;
      up = minus | ~(vertical | plus);
      down = plus & vertical;
    }
    return distance;
  };
}

function byRows(pattern: string, text: string): number {
  let previous = Array.from({ length: pattern.length + 1 }, (_, i) => i);
  for (let i = 1; i <= text.length; i++) {
    const current = [i];
    for (let j = 1; j <= pattern.length; j++) {
      const same = text.charCodeAt(i - 1) === pattern.charCodeAt(j - 1);
      current[j] = Math.min(
        previous[j]! + 1,
        current[j - 1]! + 1,
        previous[j - 1]! + (same ? 0 : 1),
      );
    }
    previous = current;
  }
  return previous[pattern.length]!;
}
