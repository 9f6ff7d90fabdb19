/** Markdown files are bundled as text: the command line is one file. */
declare module '*.md' {
  const text: string;
  // The bundler's contract for text files.
  // biome-ignore lint/style/noDefaultExport: see above
  export default text;
}
