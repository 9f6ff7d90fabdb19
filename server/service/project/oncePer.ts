/**
 * A function that makes something of an object once, for as long as the object is there.
 * @param make the further arguments serve the making only: what is made must depend on the object alone
 */
export function oncePer<K extends object, V, A extends readonly unknown[]>(
  make: (of: K, ...rest: A) => V,
): (of: K, ...rest: A) => V {
  const known = new WeakMap<K, { readonly made: V }>();
  return (of, ...rest) => {
    let found = known.get(of);
    if (found === undefined) {
      found = { made: make(of, ...rest) };
      known.set(of, found);
    }
    return found.made;
  };
}
