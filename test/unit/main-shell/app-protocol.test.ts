import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Protocol } from "electron";
import { answerFromFolder, answerWithPaper, serveApp } from "../../../main/kiosk/app-protocol.ts";

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "kiosk-app-"));
  folder = path.join(root, "renderer");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  mkdirSync(path.join(root, "renderer-2"));
  for (const file of [
    "renderer/index.html",
    "renderer/assets/main.js",
    "renderer/assets/main.css",
    "renderer/assets/字体.woff2",
    "renderer/assets/rare-400.ttf",
    "renderer/notes.txt",
    "secret.html",
    "renderer-2/secret.html",
  ]) {
    writeFileSync(path.join(root, file), file);
  }
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const answer = (url: string, method = "GET") => answerFromFolder({ url, method }, folder);

test.each([
  ["app://kiosk/index.html", "text/html; charset=utf-8"],
  ["app://kiosk/index.html?a=../b#c", "text/html; charset=utf-8"],
  ["app://kiosk/assets/main.js", "text/javascript; charset=utf-8"],
  ["app://kiosk/assets/main.css", "text/css; charset=utf-8"],
  ["app://kiosk/assets/%E5%AD%97%E4%BD%93.woff2", "font/woff2"],
  ["app://kiosk/assets/rare-400.ttf", "font/ttf"],
])("%s is served as %s", async (url, type) => {
  const response = await answer(url);
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toBe(type);
  expect(await response.text()).toMatch(/^renderer\//);
});

test.each([
  "app://kiosk/",
  "app://kiosk",
  "app://kiosk/assets",
  "app://kiosk/missing.html",
  "app://kiosk/notes.txt",
  "app://kiosk/../secret.html",
  "app://kiosk/assets/../../secret.html",
  "app://kiosk/%2e%2e/secret.html",
  "app://kiosk/..%2fsecret.html",
  "app://kiosk/..%2frenderer-2/secret.html",
  "app://kiosk/%00index.html",
  "app://kiosk/index.html%00.js",
  "app://kiosk/%E5index.html",
  "app://kiosk.example/index.html",
  "app://kiosk@other/index.html",
  "app://other/index.html",
  "https://kiosk/index.html",
  "file:///etc/hostname",
])("%s is not found", async (url) => {
  const response = await answer(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("");
});

test.each(["POST", "HEAD", "PUT", "get"])("%s is not allowed", async (method) => {
  expect((await answer("app://kiosk/index.html", method)).status).toBe(405);
});

test("every answer carries the policy", async () => {
  for (const response of [
    await answer("app://kiosk/index.html"),
    await answer("app://kiosk/missing.html"),
    await answer("app://kiosk/index.html", "POST"),
  ]) {
    const policy = response.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe|data:|\*/);
    expect(response.headers.get("Permissions-Policy")).toMatch(/^(?:[a-z-]+=\(\)(?:, |$))+$/);
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
  }
});

test("a page to be printed runs no script and loads nothing but style and typeface", async () => {
  const response = answerWithPaper("<p>控え</p>");
  expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  const policy = response.headers.get("Content-Security-Policy") ?? "";
  expect(policy.split("; ").filter((part) => part.endsWith("-src 'self'"))).toEqual([
    "style-src 'self'",
    "font-src 'self'",
  ]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'none'; ");
  expect(policy).not.toMatch(/unsafe|data:|\*/);
  expect(await response.text()).toBe("<p>控え</p>");
});

/** The answer to a GET of `url` where the scheme is served with `logo`. */
async function served(url: string, logo: Parameters<typeof serveApp>[1]["logo"]) {
  let answerTo: (request: Request) => Promise<Response> | Response = () => Response.error();
  const protocol = {
    handle: (_scheme: string, handler: typeof answerTo) => (answerTo = handler),
  } as unknown as Protocol;
  serveApp(protocol, { folder, papers: new Map(), logo });
  return answerTo({ url, method: "GET" } as Request);
}

test("a bank's logo stands at one address, and as a page it could do nothing", async () => {
  const content = new Uint8Array(Buffer.from("<svg><script>go()</script></svg>"));
  const logo = { type: "image/svg+xml", content } as const;
  const response = await served("app://kiosk/logo", logo);
  expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
  expect(response.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
  for (const url of ["logo/", "logo.svg", "logo/../bank.yaml", "bank.yaml", "languages/ja.json"]) {
    expect((await served(`app://kiosk/${url}`, logo)).status).toBe(404);
  }
  expect((await served("app://kiosk/logo", null)).status).toBe(404);
  expect((await served("app://kiosk/index.html", logo)).status).toBe(200);
});
