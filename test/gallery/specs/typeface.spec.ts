import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { packagedFiles, unpackFont } from "../../../build/fonts/faces.ts";
import { charactersOf, readTables } from "../../../build/fonts/true-type.ts";
import { expect, test } from "../fixtures.ts";

const languages = path.resolve(import.meta.dirname, "../../../renderer/languages");

/** How many letters of a text were drawn by each typeface, after all of its files were read. */
async function drawnBy(page: Page, text: string, weight: number): Promise<Record<string, number>> {
  await page.evaluate(
    async ([text, weight]) => {
      document.body.innerHTML = "<p id=names></p>";
      const names = document.querySelector<HTMLElement>("#names");
      if (names === null) return;
      names.style.cssText = `font: ${String(weight)} 16px "BIZ UDPGothic"; white-space: pre-wrap; overflow: auto`;
      names.textContent = text;
      names.getBoundingClientRect();
      await document.fonts.ready;
    },
    [text, weight] as const,
  );
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", {
    nodeId: root.nodeId,
    selector: "#names",
  });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  await session.detach();
  return Object.fromEntries(
    fonts.map(({ familyName, isCustomFont, glyphCount }) => [
      `${isCustomFont ? "" : "the machine's "}${familyName}`,
      glyphCount,
    ]),
  );
}

test.beforeEach(async ({ gallery: { page } }) => {
  await page.reload();
});

for (const weight of [400, 700] as const) {
  test(`every character of the packaged typeface is drawn by ours at ${String(weight)}`, async ({
    gallery: { page },
  }) => {
    const fonts = await Promise.all(packagedFiles(weight).map(unpackFont));
    const codes = fonts.flatMap((font) => [...charactersOf(readTables(font)).keys()]);
    // Signs that are drawn over a letter, or not at all, need one.
    const letters = [...new Set(codes)].map((code) => String.fromCodePoint(code));
    const drawn = letters.filter((letter) => /[^\p{M}\p{C}\p{Z}]/u.test(letter));
    expect(drawn.length).toBeGreaterThan(11_500);
    expect(await drawnBy(page, drawn.join(""), weight)).toEqual({ "BIZ UDPGothic": drawn.length });
  });

  test(`signs and names that Windows writes are drawn at ${String(weight)}`, async ({
    gallery: { page },
  }) => {
    expect(await drawnBy(page, "髙﨑※○～彅①㈱", weight)).toEqual({ "BIZ UDPGothic": 8 });
  });
}

test("the interface's own words and most banks' names need the core alone", async ({
  gallery: { page },
}) => {
  const read: string[] = [];
  page.on("request", (request) => read.push(path.basename(request.url())));
  // No case of the gallery is drawn, whose bank and customer have names.
  await page.route("**/*.js", (route) => route.abort());
  await page.reload();
  const japanese = readFileSync(path.join(languages, "ja.json"), "utf8");
  const said =
    japanese.replaceAll("\n", "") + "福島県商工信用組合岐阜信用金庫沖縄県農業協同組合本店営業部";
  for (const weight of [400, 700]) await drawnBy(page, said, weight);
  const faces = read.flatMap((file) => /^(?:core|common|rare)-\d+/.exec(file) ?? []);
  expect(new Set(faces)).toEqual(new Set(["core-400", "core-700"]));
  await page.unroute("**/*.js");
});
