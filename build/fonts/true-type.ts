/** The tables of a TrueType font, as far as glyphs are taken from one file into another (OpenType 1.9). */

/** A font's tables by tag. */
export type Tables = Map<string, Buffer>;

/** One glyph with what a character needs of it. */
export interface Glyph {
  /** Its outline; empty for a blank. */
  readonly outline: Buffer;
  /** Advance width and left side bearing, 4 bytes, in units of the font. */
  readonly metrics: Buffer;
}

const headLocaFormat = 50;
const headChecksum = 8;
const maxpNumGlyphs = 4;
const hheaNumMetrics = 34;

/** Reads an uncompressed font. */
export function readTables(font: Buffer): Tables {
  const tables: Tables = new Map();
  for (let entry = 12; tables.size < font.readUInt16BE(4); entry += 16) {
    const start = font.readUInt32BE(entry + 8);
    const tag = font.toString("latin1", entry, entry + 4);
    tables.set(tag, font.subarray(start, start + font.readUInt32BE(entry + 12)));
  }
  return tables;
}

/** The table with this tag; a font without it is no TrueType font. */
export function table(tables: Tables, tag: string): Buffer {
  const found = tables.get(tag);
  if (found === undefined) throw new Error(`The font has no table ${tag}`);
  return found;
}

/** Every glyph of the font, by its id. */
export function glyphsOf(tables: Tables): Glyph[] {
  const [loca, glyf, hmtx] = ["loca", "glyf", "hmtx"].map((tag) => table(tables, tag)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  const long = table(tables, "head").readInt16BE(headLocaFormat) === 1;
  const offset = (id: number) => (long ? loca.readUInt32BE(4 * id) : 2 * loca.readUInt16BE(2 * id));
  const wide = table(tables, "hhea").readUInt16BE(hheaNumMetrics);
  return Array.from({ length: table(tables, "maxp").readUInt16BE(maxpNumGlyphs) }, (_, id) => ({
    outline: glyf.subarray(offset(id), offset(id + 1)),
    metrics: metricsOf(hmtx, wide, id),
  }));
}

/** Glyphs from `wide` on share the last advance width and have a bearing alone. */
function metricsOf(hmtx: Buffer, wide: number, id: number): Buffer {
  if (id < wide) return hmtx.subarray(4 * id, 4 * id + 4);
  const bearing = 4 * wide + 2 * (id - wide);
  return Buffer.concat([
    hmtx.subarray(4 * wide - 4, 4 * wide - 2),
    hmtx.subarray(bearing, bearing + 2),
  ]);
}

/** The glyph ids of all characters, by code point; of the subtables the formats 4 and 12, which fonts for the web have. */
export function charactersOf(tables: Tables): Map<number, number> {
  const cmap = table(tables, "cmap");
  const characters = new Map<number, number>();
  for (let at = 0; at < cmap.readUInt16BE(2); at += 1) {
    const sub = cmap.subarray(cmap.readUInt32BE(8 + 8 * at));
    if (sub.readUInt16BE(0) === 4) readSegments(sub, characters);
    if (sub.readUInt16BE(0) === 12) readGroups(sub, characters);
  }
  return characters;
}

function readGroups(sub: Buffer, into: Map<number, number>): void {
  for (let group = 16; group < 16 + 12 * sub.readUInt32BE(12); group += 12) {
    const first = sub.readUInt32BE(group);
    for (let code = first; code <= sub.readUInt32BE(group + 4); code += 1) {
      into.set(code, sub.readUInt32BE(group + 8) + code - first);
    }
  }
}

function readSegments(sub: Buffer, into: Map<number, number>): void {
  const size = sub.readUInt16BE(6);
  for (let at = 14; at < 14 + size; at += 2) {
    const first = sub.readUInt16BE(at + 2 + size);
    const delta = sub.readUInt16BE(at + 2 + 2 * size);
    const range = at + 2 + 3 * size;
    const offset = sub.readUInt16BE(range);
    for (let code = first; code <= sub.readUInt16BE(at) && code < 0xffff; code += 1) {
      const id = offset === 0 ? code : sub.readUInt16BE(range + offset + 2 * (code - first));
      if (id !== 0 && ((id + delta) & 0xffff) !== 0) into.set(code, (id + delta) & 0xffff);
    }
  }
}

/** The font of these tables as a file, uncompressed. */
export function writeFont(tables: Tables): Buffer {
  const head = Buffer.from(table(tables, "head"));
  head.writeUInt32BE(0, headChecksum);
  const all = [...tables.set("head", head)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(all.length));
  const directory = Buffer.alloc(12 + 16 * all.length);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(all.length, 4);
  directory.writeUInt16BE(16 * 2 ** power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * (all.length - 2 ** power), 10);
  let end = directory.length;
  let headStart = 0;
  const bodies = all.map(([tag, bytes], at) => {
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
    directory.write(tag, 12 + 16 * at, "latin1");
    directory.writeUInt32BE(checksum(padded), 16 + 16 * at);
    directory.writeUInt32BE(end, 20 + 16 * at);
    directory.writeUInt32BE(bytes.length, 24 + 16 * at);
    if (tag === "head") headStart = end;
    end += padded.length;
    return padded;
  });
  const font = Buffer.concat([directory, ...bodies]);
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headStart + headChecksum);
  return font;
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
