import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readLogo } from "../../../main/config/logo.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-logo-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const place = (name: string) => path.join(folder, name);
const put = (name: string, content: string) => {
  writeFileSync(place(name), content, name.endsWith(".png") ? "latin1" : "utf8");
};

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
const png = "\x89PNG\r\n\x1a\n and so on";

describe("a logo", () => {
  test("needn't be there", () => {
    expect(readLogo(folder)).toEqual({ ok: true, value: null });
  });

  test.each([
    ["plain", svg],
    [
      "with its declaration",
      `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<!-- a > b --><!---->\n${svg}`,
    ],
    [
      "with its document type",
      `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">${svg}`,
    ],
  ])("is an SVG, %s", (_name, content) => {
    put("logo.svg", content);
    const read = readLogo(folder);
    const logo = read.ok ? read.value : null;
    expect(logo?.type).toBe("image/svg+xml");
    expect(Buffer.from(logo?.content ?? []).toString()).toBe(content);
  });

  test("is a PNG", () => {
    put("logo.png", png);
    expect(readLogo(folder)).toMatchObject({ ok: true, value: { type: "image/png" } });
  });

  test.each([
    ["logo.svg", "<html><svg/></html>"],
    ["logo.svg", "<svgx/>"],
    ["logo.svg", ""],
    ["logo.svg", png],
    ["logo.svg", "<!---->".repeat(32)],
    ["logo.svg", `<!--${"<!-- - -- ->".repeat(10_000)}`],
    ["logo.svg", `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svg}`],
    ["logo.svg", `${svg}${" ".repeat(200_000)}`],
    ["logo.png", svg],
    ["logo.png", "\x89PNG"],
  ])("%s that holds something else, or too much, is refused by its path", (name, content) => {
    put(name, content);
    expect(readLogo(folder)).toMatchObject({ ok: false, refusal: { path: place(name) } });
  });

  test("is one of the two", () => {
    put("logo.svg", svg);
    put("logo.png", png);
    expect(readLogo(folder)).toMatchObject({
      refusal: { problem: "and logo.png are one too many" },
    });
  });

  test("that is a folder is refused", () => {
    mkdirSync(place("logo.svg"));
    expect(readLogo(folder)).toMatchObject({ refusal: { path: place("logo.svg") } });
  });
});
