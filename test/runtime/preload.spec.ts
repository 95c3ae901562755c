import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./one-app.ts";

// lib/sandboxed_renderer/preload.ts and lib/browser/rpc-server.ts; docs/api/web-contents.md, "preload-error".
const faults: readonly [string, string | null, RegExp][] = [
  ["is missing", null, /ENOENT/],
  ["has an error of syntax", "const {", /SyntaxError/],
  ["throws", "throw new RangeError('out of it')", /out of it/],
];
for (const [what, source, error] of faults) {
  test(`a preload that ${what} is told, and its page goes on`, async ({ app, page, userData }) => {
    await page.title();
    const preload = path.join(userData, "broken.cjs");
    if (source !== null) await writeFile(preload, source);
    const told = await app.evaluate(async ({ BrowserWindow }, file) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, preload: file },
      });
      const contents = window.webContents;
      const messages: string[] = [];
      contents.on("console-message", ({ level, message }) => messages.push(`${level}: ${message}`));
      const failed = new Promise<unknown[]>((done) =>
        contents.once("preload-error", (_event, ...rest) => {
          done(rest);
        }),
      );
      await window.loadURL("app://fixture/other.html");
      const [where, failure] = await failed;
      const title: unknown = await contents.executeJavaScript("document.title");
      return { where, failure: String(failure), messages, title };
    }, preload);
    expect(told).toMatchObject({ where: preload, title: "Other" });
    expect(told.failure).toMatch(error);
    expect(told.messages).toContain(`error: Unable to load preload script: ${preload}`);
  });
}
