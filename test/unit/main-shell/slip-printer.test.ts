import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Slip } from "../../../main/core/domain/slip.ts";
import { slipPage } from "../../../main/kiosk/slip-page.ts";
import { makeSlipPrinter } from "../../../main/kiosk/slip-printer.ts";
import type { SlipWords } from "../../../main/kiosk/slip-words.ts";
import type { PaperWindow } from "../../../main/kiosk/slip-printer.ts";

const words: SlipWords = {
  title: "控え",
  subject: "お手続き",
  bank: "A&B<script>alert(1)</script>銀行",
  branch: '"駅前"支店',
  rows: [{ term: "お手続き内容", value: "トークン発行" }],
  ids: [{ term: "ユーザID", value: "999800000001" }],
  nextTitle: "次にしていただくこと",
  next: ["アプリを設定してください。", "$& {paper}"],
  contact: { term: "お問い合わせ先", value: "0120-000-000" },
  notes: ["印刷"],
};
const slip: Slip = {
  name: "20260401-100030-999800000001",
  bank: { name: "試験信用金庫", branch: "駅前支店", phone: "0120-000-000" },
  ...{ kiosk: "kiosk-3", serviceId: "10112231", userId: "999800000001", stage: "issued" },
  action: { what: "issued", at: { day: "2026-04-01", time: "10:00:00" }, byStaff: false },
  ...{ afterRelease: null, codeUntil: "10:10" },
  printedAt: { day: "2026-04-01", time: "10:00:30" },
};
const template = '<body class="{paper}">{slip}</body>';

describe("the page", () => {
  test("has the words as text, whatever they are", () => {
    const page = slipPage(template, words, "80mm");
    expect(page).toContain('<body class="paper-80mm">');
    expect(page).toContain("A&amp;B&lt;script&gt;alert(1)&lt;/script&gt;銀行");
    expect(page).toContain("&quot;駅前&quot;支店");
    expect(page).toContain("<li>$&amp; {paper}</li>");
    expect(page).not.toContain("<script");
  });
});

let root: string;
let folder: string;
const failures: string[] = [];
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "slips-"));
  folder = path.join(root, "prints");
  failures.length = 0;
  writeFileSync(path.join(root, "slip.html"), template);
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true });
});

/** A window that keeps what it is asked for. */
function aWindow(changes: Partial<PaperWindow> = {}) {
  const contents = {
    print: vi.fn<PaperWindow["webContents"]["print"]>((_options, done) => done?.(true, "")),
    printToPDF: vi.fn<PaperWindow["webContents"]["printToPDF"]>(() =>
      Promise.resolve(Buffer.from("%PDF-")),
    ),
  };
  const load = () => Promise.resolve();
  const window = { load, destroy: vi.fn(), webContents: contents, ...changes };
  return { window, contents };
}

function printer(window: PaperWindow, name: string | null = null, paper: "a5" | "80mm" = "a5") {
  return makeSlipPrinter({
    ...{ printer: name, paper, folder },
    template: path.join(root, "slip.html"),
    open: () => window,
    onFailure: (reason) => failures.push(reason),
  });
}

describe("without a printer", () => {
  test("a PDF for its owner alone is left in a folder of their own", async () => {
    const { window } = aWindow();
    const file = `${slip.name}.pdf`;
    expect(await printer(window).print(slip)).toEqual({ ok: true, value: { file } });
    expect(readFileSync(path.join(folder, file), "utf8")).toBe("%PDF-");
    expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(window.destroy).toHaveBeenCalledOnce();
  });

  test.each([
    ["a5", 5.827, 8.268],
    ["80mm", 3.15, 9.843],
  ] as const)("it is %s in inches, without margins", async (paper, width, height) => {
    const { window, contents } = aWindow();
    await printer(window, null, paper).print(slip);
    const wanted = contents.printToPDF.mock.calls[0]?.[0];
    expect(wanted?.pageSize).toEqual({
      width: expect.closeTo(width, 2) as number,
      height: expect.closeTo(height, 2) as number,
    });
    expect(wanted?.margins).toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
  });

  test("a folder that can't be written is a failure, and leaves nothing", async () => {
    mkdirSync(folder);
    mkdirSync(path.join(folder, `${slip.name}.pdf`));
    const { window } = aWindow();
    expect(await printer(window).print(slip)).toEqual({ ok: false, refusal: "print-failed" });
    expect(failures[0]).toContain("EISDIR");
    expect(readdirSync(folder)).toEqual([`${slip.name}.pdf`]);
    expect(window.destroy).toHaveBeenCalledOnce();
  });
});

describe("on a printer", () => {
  test("it goes there without a dialog and leaves no file", async () => {
    const { window, contents } = aWindow();
    const printed = await printer(window, "counter").print(slip);
    expect(printed).toEqual({ ok: true, value: { file: null } });
    expect(contents.print.mock.calls[0]?.[0]).toMatchObject({
      silent: true,
      deviceName: "counter",
      pageSize: { width: 148_000, height: 210_000 },
    });
    expect(readdirSync(root)).toEqual(["slip.html"]);
    expect(window.destroy).toHaveBeenCalledOnce();
  });

  test("that isn't there, it is a failure with its reason", async () => {
    const { window, contents } = aWindow();
    contents.print.mockImplementation((_options, done) => done?.(false, "Invalid deviceName"));
    const printed = await printer(window, "nobody").print(slip);
    expect(printed).toEqual({ ok: false, refusal: "print-failed" });
    expect(failures).toEqual(["Invalid deviceName"]);
    expect(window.destroy).toHaveBeenCalledOnce();
  });
});

test("a window that never has its page is given up and closed", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { window } = aWindow({ load: () => new Promise(() => undefined) });
  const printing = printer(window).print(slip);
  await vi.waitFor(() => {
    expect(vi.getTimerCount()).toBe(1);
  });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await printing).toEqual({ ok: false, refusal: "print-failed" });
  expect(failures[0]).toContain("15000 ms");
  expect(window.destroy).toHaveBeenCalledOnce();
});

test("a page that can't be loaded is a failure", async () => {
  const { window } = aWindow({ load: () => Promise.reject(new Error("ERR_FAILED")) });
  expect(await printer(window).print(slip)).toEqual({ ok: false, refusal: "print-failed" });
  expect(failures).toEqual(["ERR_FAILED"]);
});
