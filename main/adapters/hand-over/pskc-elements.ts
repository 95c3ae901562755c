import sax from "sax";
import { refused } from "../../../preload/contract/result.ts";
import type { Refused } from "../../../preload/contract/result.ts";
import { namespaces } from "./pskc-names.ts";

/** Why a text isn't read as XML. `doctype`: it declares entities, or may, which PSKC never needs. */
export type XmlFault = "malformed" | "doctype" | "truncated" | "too-large" | "not-pskc" | "version";

/**
 * An element with all that it holds. An element of a namespace that PSKC doesn't use is named `{namespace}name`, so that
 * nobody takes it for another one.
 */
export interface PskcElement {
  readonly name: string;
  /** Without their prefixes. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own, without the spaces around it. */
  readonly text: string;
  readonly children: readonly PskcElement[];
}

/* Bounds on what is in memory; real files stay far below all of them. */
const longestText = 8 << 10;
const mostElements = 500;
const mostAttributes = 32;
const deepest = 16;
/** Of one tag, comment or other piece that hasn't ended yet. */
const longestPiece = 256 << 10;
const sliceLength = 64 << 10;

/** Elements of PSKC, and without a namespace, which the parameters of PBKDF2 have in the RFC's own example. */
const known: readonly string[] = ["", ...Object.values(namespaces)];

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: PskcElement[];
}

/**
 * The children of a KeyContainer (RFC 6030), one at a time, of which no more is in memory than a slice of the file and
 * one of them. A file that is refused has been read up to the refusal, so that a caller who takes elements from a file
 * must be able to give them back.
 */
export async function* pskcElements(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<PskcElement, Refused<XmlFault> | null> {
  const reading = containerReading();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const part of bytes) {
    for (let at = 0; at < part.length; at += sliceLength) {
      const fault = reading.next(decoded(decoder, part.subarray(at, at + sliceLength)));
      if (fault !== null) return refused(fault);
      yield* reading.finished();
    }
  }
  const fault = reading.end(decoded(decoder, null));
  if (fault !== null) return refused(fault);
  yield* reading.finished();
  return null;
}

/** null: it is no UTF-8. `bytes` null: there are no more. */
function decoded(decoder: TextDecoder, bytes: Uint8Array | null): string | null {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** No entity but XML's own five is known; the types of sax lack this option. */
const options: sax.SAXOptions & { readonly strictEntities: true } = {
  ...{ xmlns: true, strictEntities: true },
};

/** Reads a container from its text, slice by slice; any error of XML's form ends it. */
function containerReading() {
  let fault: XmlFault | null = null;
  let finished: PskcElement[] = [];
  let elements = 0;
  let hasRoot = false;
  let isRootOpen = false;
  let lastPiece = 0;
  /** Those that are open below the root. */
  const open: OpenElement[] = [];
  const parser = sax.parser(true, options);
  const refuse = (why: XmlFault) => {
    fault ??= why;
  };
  const told = (): XmlFault | null => fault;
  parser.ondoctype = () => {
    refuse("doctype");
  };
  parser.onerror = () => {
    refuse("doctype" in parser && parser.doctype !== "" ? "doctype" : "malformed");
  };
  parser.onopentag = (tag) => {
    lastPiece = parser.position;
    const { uri, local } = tag as sax.QualifiedTag;
    const attributes = attributesOf(tag as sax.QualifiedTag);
    if (!isRootOpen) {
      // sax itself accepts a second root.
      if (hasRoot) refuse("malformed");
      [hasRoot, isRootOpen] = [true, true];
      if (uri !== namespaces.pskc || local !== "KeyContainer") refuse("not-pskc");
      else if (attributes["Version"] !== "1.0") refuse("version");
      return;
    }
    elements = open.length === 0 ? 1 : elements + 1;
    const isTooLarge =
      elements > mostElements ||
      open.length >= deepest ||
      Object.keys(attributes).length > mostAttributes;
    if (isTooLarge) refuse("too-large");
    if (fault !== null) return;
    const name = known.includes(uri) ? local : `{${uri}}${local}`;
    open.push({ name, attributes, text: "", children: [] });
  };
  const addText = (text: string) => {
    lastPiece = parser.position;
    const element = open.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > longestText) refuse("too-large");
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    lastPiece = parser.position;
    const element = open.pop();
    if (element === undefined) isRootOpen = false;
    else {
      const closed = { ...element, text: element.text.trim() };
      (open.at(-1)?.children ?? finished).push(closed);
    }
  };
  const write = (text: string) => {
    try {
      parser.write(text);
    } catch (error) {
      // sax throws the error of form that it has told before.
      if (fault === null) throw error;
    }
    if (parser.position - lastPiece > longestPiece) refuse("too-large");
  };
  return {
    next(text: string | null): XmlFault | null {
      if (text === null) refuse("malformed");
      else write(text);
      return fault;
    },
    end(text: string | null): XmlFault | null {
      if (text !== null) write(text);
      if (fault !== null) return fault;
      if (text === null || isRootOpen) return "truncated";
      if (!hasRoot) return "not-pskc";
      try {
        parser.close();
      } catch {
        return told() ?? "malformed";
      }
      return fault;
    },
    finished(): readonly PskcElement[] {
      const all = finished;
      finished = [];
      return all;
    },
  };
}

/** Declarations of namespaces aren't among them. */
function attributesOf({ attributes }: sax.QualifiedTag): Readonly<Record<string, string>> {
  const own = Object.values(attributes).filter(
    ({ prefix, name }) => prefix !== "xmlns" && name !== "xmlns",
  );
  return Object.fromEntries(own.map(({ local, value }) => [local, value]));
}

/** The element at `path` below `element`, the first of each name; null: there is none. */
export function at(element: PskcElement | null, ...path: readonly string[]): PskcElement | null {
  return path.reduce<PskcElement | null>(
    (found, name) => found?.children.find((child) => child.name === name) ?? null,
    element,
  );
}

/** A base64 text (RFC 4648 §4), in which XML may have spaces; null: it is none. */
export function base64Of(element: PskcElement | null): Uint8Array | null {
  const text = element?.text.replace(/\s+/g, "") ?? "";
  if (text === "" || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  return Buffer.from(text, "base64");
}

/** A whole number of decimal digits; null: it is none, or no number of JavaScript can hold it. */
export function numberIn(text: string): number | null {
  const number = Number(text);
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(number) ? number : null;
}
