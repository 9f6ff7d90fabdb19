export interface ZipEntry {
  readonly name: string;
  /** Bytes once unpacked. */
  readonly size: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const ENTRY_HEADER = 46;

/** What a zip file's own table of contents says, which stands at its end. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from(Uint32Array.of(END_OF_DIRECTORY).buffer));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`no zip entry at ${at}`);
    const nameLength = zip.readUInt16LE(at + 28);
    const entry = {
      name: zip.toString('utf8', at + ENTRY_HEADER, at + ENTRY_HEADER + nameLength),
      size: zip.readUInt32LE(at + 24),
    };
    at += ENTRY_HEADER + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
}
