import { charactersOf, glyphsOf, readTables, table, writeFont } from "./true-type.ts";
import type { Glyph, Tables } from "./true-type.ts";

/** Characters that are taken from one file of a typeface. */
export interface Source {
  /** The file, uncompressed. */
  readonly font: Buffer;
  readonly characters: readonly number[];
}

/** What belongs to ids or to vertical text, and would no longer be true of the glyphs that come in. */
const dropped = ["DSIG", "LTSH", "VDMX", "VORG", "hdmx", "vhea", "vmtx"];
/** The programs that the instructions of every glyph call; files of one typeface have the same. */
const programs = ["cvt ", "fpgm", "prep"];

/**
 * The font `base` with further characters of other files of the same typeface. The ids of its own glyphs stay, and with
 * them its layout tables. Throws where the files aren't of one typeface.
 */
export function addGlyphs(base: Buffer, sources: readonly Source[]): Buffer {
  const tables = readTables(base);
  const glyphs = glyphsOf(tables);
  const characters = charactersOf(tables);
  const maxima = Buffer.from(table(tables, "maxp"));
  for (const { font, characters: wanted } of sources) {
    const from = readTables(font);
    for (const tag of ["head", ...programs]) sameIn(tables, from, tag);
    const take = taker(glyphsOf(from), glyphs);
    const ids = charactersOf(from);
    for (const code of wanted) {
      const id = ids.get(code);
      if (id === undefined) throw new Error(`The file lacks U+${code.toString(16)}`);
      characters.set(code, take(id));
    }
    raise(maxima, table(from, "maxp"));
  }
  for (const tag of dropped) tables.delete(tag);
  writeGlyphs(tables, glyphs, maxima);
  tables.set("cmap", cmapOf(characters));
  // Version 3.0: glyphs have no names.
  const post = Buffer.from(table(tables, "post").subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);
  return writeFont(tables.set("post", post));
}

function sameIn(one: Tables, other: Tables, tag: string): void {
  const unitsPerEm = (tables: Tables) => table(tables, "head").subarray(18, 20);
  const [a, b] =
    tag === "head" ? [unitsPerEm(one), unitsPerEm(other)] : [one.get(tag), other.get(tag)];
  if (!(a ?? Buffer.of()).equals(b ?? Buffer.of())) throw new Error(`Other ${tag} in one typeface`);
}

/** Takes a glyph and its components from `from` into `into` once, and answers its new id. */
function taker(from: readonly Glyph[], into: Glyph[]): (id: number) => number {
  const taken = new Map<number, number>();
  const take = (id: number): number => {
    const known = taken.get(id);
    if (known !== undefined) return known;
    const glyph = from[id];
    if (glyph === undefined) throw new Error(`The file lacks its glyph ${String(id)}`);
    const { outline, metrics } = glyph;
    const copy = Buffer.from(outline);
    for (const at of componentsIn(copy)) copy.writeUInt16BE(take(copy.readUInt16BE(at)), at);
    taken.set(id, into.push({ outline: copy, metrics }) - 1);
    return into.length - 1;
  };
  return take;
}

/** Where in a composite glyph the ids of its components stand (OpenType, "glyf"). */
function componentsIn(outline: Buffer): number[] {
  const places: number[] = [];
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return places;
  let at = 10;
  let flags = 0x20;
  while (flags & 0x20) {
    flags = outline.readUInt16BE(at);
    places.push(at + 2);
    const scale = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    at += 4 + (flags & 0x01 ? 4 : 2) + scale;
  }
  return places;
}

/** Raises each limit that an interpreter of instructions relies on to that of the other file. */
function raise(maxima: Buffer, other: Buffer): void {
  for (let at = 6; at < 32; at += 2) {
    maxima.writeUInt16BE(Math.max(maxima.readUInt16BE(at), other.readUInt16BE(at)), at);
  }
}

function writeGlyphs(tables: Tables, glyphs: readonly Glyph[], maxp: Buffer): void {
  const outlines = glyphs.map(({ outline }) =>
    Buffer.concat([outline, Buffer.alloc(-outline.length & 3)]),
  );
  const loca = Buffer.alloc(4 * glyphs.length + 4);
  let end = 0;
  for (const [id, { length }] of outlines.entries()) {
    end += length;
    loca.writeUInt32BE(end, 4 * id + 4);
  }
  const head = Buffer.from(table(tables, "head"));
  head.writeInt16BE(1, 50); // offsets of 32 bits
  const hhea = Buffer.from(table(tables, "hhea"));
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  const hmtx = Buffer.concat(glyphs.map(({ metrics }) => metrics));
  const written = { head, hhea, maxp, hmtx, loca, glyf: Buffer.concat(outlines) };
  for (const [tag, bytes] of Object.entries(written)) tables.set(tag, bytes);
}

/** A table of characters in format 12, which takes every plane; neighbours make one group. */
function cmapOf(characters: ReadonlyMap<number, number>): Buffer {
  const groups: { first: number; last: number; id: number }[] = [];
  for (const [code, id] of [...characters].toSorted(([a], [b]) => a - b)) {
    const group = groups.at(-1);
    if (group && code === group.last + 1 && id === group.id + code - group.first) group.last = code;
    else groups.push({ first: code, last: code, id });
  }
  const cmap = Buffer.alloc(12 + 16 + 12 * groups.length);
  cmap.writeUInt16BE(1, 2);
  cmap.writeUInt16BE(3, 4); // Windows,
  cmap.writeUInt16BE(10, 6); // all of Unicode
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(16 + 12 * groups.length, 16);
  cmap.writeUInt32BE(groups.length, 24);
  for (const [at, { first, last, id }] of groups.entries()) {
    cmap.writeUInt32BE(first, 28 + 12 * at);
    cmap.writeUInt32BE(last, 32 + 12 * at);
    cmap.writeUInt32BE(id, 36 + 12 * at);
  }
  return cmap;
}
