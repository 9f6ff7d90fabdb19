import { posix } from 'node:path';
import { URI } from 'vscode-uri';

/** How paths are written where the files are. Both are tested on every machine. */
export interface PathStyle {
  readonly flavour: 'posix' | 'win32';
  /** Names that differ only in case are different files. */
  readonly caseSensitive: boolean;
  /** Names that differ only in how accents are composed are one file, as on macOS. */
  readonly composes?: boolean;
}

export const SYSTEM_PATHS: PathStyle = {
  flavour: process.platform === 'win32' ? 'win32' : 'posix',
  caseSensitive: process.platform !== 'win32' && process.platform !== 'darwin',
  composes: process.platform === 'darwin',
};

const DOCUMENT_SCHEMES = new Set(['file', 'vscode-remote', 'untitled', 'vscode-notebook-cell']);
const UNRESERVED = /^[A-Za-z0-9\-._~/]*$/;
const DRIVE = /^\/?[A-Za-z]:/;

/**
 * One canonical key for every file, however a client spells its URI (`C:` or `c%3A`, more or less percent-encoding), and
 * the client's own spelling back. Paths are absolute and `/` separated in both flavours: `/repo/a.py`, `c:/repo/a.py`,
 * `//server/share/a.py`.
 */
export class Uris {
  readonly style: PathStyle;
  /** Folded key -> first spelling that was met, where case does not tell files apart. */
  readonly #spellings = new Map<string, string>();
  readonly #clientSpellings = new Map<string, string>();

  constructor(style: PathStyle = SYSTEM_PATHS) {
    this.style = style;
  }

  /** The canonical key, or undefined for what is no URI of a document that counts (`git:`, `output:`, ...). */
  key(uri: string): string | undefined {
    let parsed: URI;
    try {
      parsed = URI.parse(uri, true);
    } catch {
      return undefined;
    }
    if (!DOCUMENT_SCHEMES.has(parsed.scheme)) return undefined;
    if (parsed.scheme === 'file' && !parsed.fragment && !parsed.query) {
      return this.#settle(encode(parsed.authority, this.#withDrive(parsed.path)));
    }
    return this.#settle(parsed.toString());
  }

  /** The key of a file on this machine. */
  keyOfPath(path: string): string {
    return this.#settle(
      path.startsWith('//')
        ? encode(path.slice(2).split('/', 1)[0]!, path.slice(path.indexOf('/', 2)))
        : encode('', path.startsWith('/') ? path : `/${path}`),
    );
  }

  /** The path of a file on this machine; undefined for every other scheme. */
  path(key: string): string | undefined {
    if (!key.startsWith('file:')) return undefined;
    return this.anyPath(key);
  }

  /** The path that a URI of any scheme names: a role and a place in a project can be told by it, a file not always read. */
  anyPath(key: string): string {
    const plain = key.startsWith('file:///') ? key.slice('file://'.length) : undefined;
    if (plain !== undefined && UNRESERVED.test(plain)) return plain;
    const parsed = URI.parse(key);
    if (parsed.scheme !== 'file') return parsed.path;
    if (parsed.authority !== '') return `//${parsed.authority}${parsed.path}`;
    return this.style.flavour === 'win32' && DRIVE.test(parsed.path)
      ? parsed.path.slice(1)
      : parsed.path;
  }

  /** A path of this machine as the host writes paths: `/` separated, small drive letter, no dots, no slash at the end. */
  normalisePath(path: string): string {
    let normal = this.style.flavour === 'win32' ? path.replaceAll('\\', '/') : path;
    if (this.style.flavour === 'win32' && DRIVE.test(normal)) {
      normal = normal.charAt(0).toLowerCase() + normal.slice(1);
    }
    // A network share begins with two slashes, and only there does the second one count.
    const share = normal.startsWith('//') ? '/' : '';
    const plain = share + posix.normalize(normal);
    return plain.length > 1 ? plain.replace(/\/+$/, '') || '/' : plain;
  }

  /**
   * The part of a path below a folder, `/` separated; empty for the folder itself, undefined for a path outside it.
   */
  relative(folder: string, path: string): string | undefined {
    const base = folder.endsWith('/') ? folder : `${folder}/`;
    if (this.#same(path, folder)) return '';
    if (path.length <= base.length || !this.#same(path.slice(0, base.length), base)) {
      return undefined;
    }
    return path.slice(base.length);
  }

  /** Remembers how the client spells a URI, so that it gets its own spelling back. */
  remember(key: string, clientUri: string): void {
    if (key === clientUri) this.#clientSpellings.delete(key);
    else this.#clientSpellings.set(key, clientUri);
  }

  /** The URI as the client spells it. */
  client(key: string): string {
    return this.#clientSpellings.get(key) ?? key;
  }

  #withDrive(path: string): string {
    if (this.style.flavour !== 'win32' || !DRIVE.test(path)) return path;
    return `/${path.charAt(1).toLowerCase()}${path.slice(2)}`;
  }

  #same(a: string, b: string): boolean {
    return a === b || (!this.style.caseSensitive && a.toLowerCase() === b.toLowerCase());
  }

  #settle(key: string): string {
    if (this.style.caseSensitive) return key;
    const folded = (this.style.composes === true ? composed(key) : key).toLowerCase();
    const known = this.#spellings.get(folded);
    if (known !== undefined) return known;
    this.#spellings.set(folded, key);
    return key;
  }
}

function composed(key: string): string {
  try {
    return decodeURIComponent(key).normalize('NFC');
  } catch {
    return key;
  }
}

function encode(authority: string, path: string): string {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
  if (authority === '' && UNRESERVED.test(clean)) return `file://${clean}`;
  return URI.from({ scheme: 'file', authority, path: clean }).toString();
}
