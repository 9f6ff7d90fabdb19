// @ts-check
/**
 * The server in parts: what every project needs is loaded when the server starts, everything else when it is first called.
 * The sources know nothing of it: they import as usual, and whatever is imported from a part that waits stands for it
 * until it is used.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';

/** Modules that are entered from outside their part, by part. What parts share is loaded once, with the first of them. */
const PARTS = {
  registries: [
    'server/service/sources/python/syntax.ts',
    'server/service/sources/python/tables.ts',
  ],
  yaml: [
    'server/service/sources/yaml/interface.ts',
    'server/service/sources/yaml/table.ts',
    'server/service/project/projectFile.ts',
  ],
  json: [
    'server/service/sources/json/config.ts',
    'server/service/sources/json/dag.ts',
    'server/service/sources/json/notebook.ts',
  ],
  completion: [
    'server/service/features/caret/at.ts',
    'server/service/features/completion/complete.ts',
    'server/service/features/steps.ts',
    'server/service/features/subject.ts',
  ],
  answers: [
    'server/service/features/codeActions/codeActions.ts',
    'server/service/features/codeActions/ignoreInProject.ts',
    'server/service/features/codeActions/workspaceEdit.ts',
    'server/service/features/codeLens.ts',
    'server/service/features/definition.ts',
    'server/service/features/hover/hover.ts',
    'server/service/features/hover/stepText.ts',
    'server/service/features/inlayHints.ts',
    'server/service/features/references.ts',
    'server/service/features/rename/prepare.ts',
    'server/service/features/rename/rename.ts',
    'server/service/features/symbols.ts',
  ],
  explorer: [
    'server/service/authoring/choices.ts',
    'server/service/authoring/definitionText.ts',
    'server/service/authoring/registryPlan.ts',
    'server/service/authoring/step.ts',
    'server/service/page/model.ts',
    'server/service/page/page.ts',
    'server/service/registry/remembered.ts',
    'server/service/view/stepList.ts',
    'server/service/view/tree.ts',
    'server/service/view/treePath.ts',
  ],
};

/** Folders whose modules are in parts, all of them: among themselves they import directly. */
const WITHIN_PARTS = [
  'server/service/authoring/',
  'server/service/features/',
  'server/service/page/',
  'server/service/sources/json/',
  'server/service/sources/yaml/',
  'server/service/view/',
];

/** @param {string} importer relative to the root */
function isWithinPart(importer) {
  return WITHIN_PARTS.some(folder => importer.replaceAll('\\', '/').startsWith(folder));
}

/** Stands for the exports of a part; the first one that is asked for loads it. */
const WAITING =
  'function waiting(load){let part;return new Proxy({},{get:(_,name)=>(part??=load())[name]})}';

/**
 * Writes `engine.js`, the parts, and what they share, into a folder.
 *
 * @param {{ root: string, folder: string, options: import('esbuild').BuildOptions }} into
 * @returns {Promise<string[]>} the names of the files
 */
export async function buildServerParts({ root, folder, options }) {
  const partOf = new Map(
    Object.entries(PARTS).flatMap(([part, modules]) =>
      modules.map(module => [resolve(root, module), part]),
    ),
  );
  const { outputFiles } = await build({
    ...options,
    format: 'esm',
    splitting: true,
    write: false,
    sourcemap: options.sourcemap ? 'inline' : false,
    outdir: folder,
    entryPoints: {
      engine: 'server/engine.ts',
      ...Object.fromEntries(Object.keys(PARTS).map(part => [`engine-${part}`, `part:${part}`])),
    },
    chunkNames: 'engine-[hash]',
    plugins: [...(options.plugins ?? []), partsPlugin(root, partOf)],
  });
  mkdirSync(folder, { recursive: true });
  const {
    sourcemap,
    sourcesContent = false,
    charset = 'utf8',
    target = [],
    minify = false,
  } = options;
  const names = [];
  for (const { path, text } of outputFiles) {
    const name = basename(path);
    const { code, map } = await transform(withoutGetters(text), {
      ...{
        format: 'cjs',
        platform: 'node',
        charset,
        target,
        minify,
        legalComments: 'none',
        sourcesContent,
      },
      sourcemap: sourcemap ? 'external' : false,
      sourcefile: name,
    });
    writeFileSync(
      path,
      sourcemap ? `${withWaiting(code)}//# sourceMappingURL=${name}.map\n` : withWaiting(code),
    );
    if (sourcemap) writeFileSync(`${path}.map`, map);
    names.push(name);
  }
  return names;
}

const SHARED_IMPORT = /(?<=^|[;}])import ?\{([^}]*)\} ?from ?"(\.\/engine-[A-Z0-9]{8}\.js)"(?=;)/gm;
const EXPORT = /(?<=^|[;}])export ?\{([^}]*)\}(?=;)/gm;

/**
 * Lets what the parts share be plain values to each other. Turned into CommonJS as they stand, every use of an imported
 * name would go through two getters, which costs a lexer half of its speed.
 * @param {string} text an ES module
 */
function withoutGetters(text) {
  return text
    .replace(SHARED_IMPORT, (_, names, from) => `const {${renamed(names)}} = require("${from}")`)
    .replace(EXPORT, (_, names) => `module.exports = {${renamed(names, true)}}`);
}

/**
 * `a, b as c` as the inside of a pattern or literal.
 * @param {string} names
 * @param {boolean} [exported] the local name comes first
 */
function renamed(names, exported = false) {
  return names.replace(/([\w$]+) as ([\w$]+)/g, exported ? '$2: $1' : '$1: $2');
}

/**
 * Lets the parts wait until something of theirs is used.
 * @param {string} code
 */
function withWaiting(code) {
  const parts = Object.keys(PARTS).join('|');
  const waiting = code.replaceAll(
    new RegExp(`require\\("\\./engine-(?:${parts})\\.js"\\)`, 'g'),
    load => `waiting(()=>${load})`,
  );
  return waiting === code ? code : `${waiting}${WAITING}\n`;
}

/**
 * @param {string} root
 * @param {ReadonlyMap<string, string>} partOf
 * @returns {import('esbuild').Plugin}
 */
function partsPlugin(root, partOf) {
  return {
    name: 'parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^part:/ }, ({ path }) => ({ path, namespace: 'part' }));
      onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
        resolveDir: root,
        contents: PARTS[/** @type {keyof typeof PARTS} */ (path.slice('part:'.length))]
          .map(module => `export * from './${module}';`)
          .join('\n'),
      }));
      onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir, namespace }) => {
        if (namespace === 'part') return undefined;
        const module = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
        const part = partOf.get(module);
        if (part === undefined || isWithinPart(relative(root, importer))) return undefined;
        return { path: `./engine-${part}.js`, external: true };
      });
    },
  };
}
