import type { Page } from "@playwright/test";
import { expect, test } from "./one-app.ts";

interface Bridge {
  readonly nested: { readonly list: [number, { deep(): string }] };
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  same(value: unknown): unknown;
  add(a: number, b: number): number;
  throws(): void;
  rejects(): Promise<void>;
}
declare const bridge: Bridge;

const atFirst = (page: Page) => page.evaluate(() => Reflect.get(window, "atFirst") as unknown);

test("the bridge is there before the page's first script, after reloads as well", async ({
  page,
}) => {
  const expected = { bridge: "object", state: "loading" };
  expect(await atFirst(page)).toEqual(expected);
  for (let time = 0; time < 3; time += 1) {
    await page.reload();
    expect(await atFirst(page)).toEqual(expected);
  }
  const reloaded = page.waitForEvent("load");
  await page.evaluate(() => {
    location.reload();
  });
  await reloaded;
  expect(await atFirst(page)).toEqual(expected);
  expect(await page.evaluate(() => bridge.invoke("echo", 1))).toEqual([1]);
});

test("structured values cross to the main process and back", async ({ page }) => {
  const problems = await page.evaluate(async () => {
    const cyclic: Record<string, unknown> = { name: "cyclic" };
    cyclic["self"] = cyclic;
    const sent = [
      undefined,
      null,
      true,
      "日本語 \u{1f510} \0",
      1.5,
      -0,
      NaN,
      -Infinity,
      2n ** 70n,
      new Date(86_400_000),
      /a+/giu,
      new Map([["k", new Set([1, undefined])]]),
      new Uint8Array([0, 127, 255]),
      new Float64Array([0.1]),
      new Uint8Array([7]).buffer,
      [undefined, [1]],
      { deep: { list: [{}] }, none: undefined },
      new RangeError("as a value"),
      cyclic,
    ];
    const got = (await bridge.invoke("echo", ...sent)) as typeof sent;
    const kind = (value: unknown) => Object.prototype.toString.call(value);
    const text = (value: unknown): string => {
      if (value instanceof Map || value instanceof Set) return [...value].map(text).join("|");
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer).join();
      if (value instanceof ArrayBuffer) return new Uint8Array(value).join();
      if (value instanceof Error) return value.message;
      if (typeof value === "object" && value !== null && kind(value) === "[object Object]") {
        return Object.entries(value)
          .map(([key, item]) => `${key}:${item === value ? "self" : text(item)}`)
          .join();
      }
      return Array.isArray(value) ? value.map(text).join() : String(value);
    };
    return sent.flatMap((value, index) => {
      const back = got[index];
      const isSame =
        kind(back) === kind(value) &&
        text(back) === text(value) &&
        Object.is(back, -0) === Object.is(value, -0);
      return isSame
        ? []
        : [`${kind(value)} ${text(value)} came back as ${kind(back)} ${text(back)}`];
    });
  });
  expect(problems).toEqual([]);
});

test("the bridge's own functions are synchronous and copy what passes", async ({ page }) => {
  const results = await page.evaluate(() => {
    const value = { list: [1, new Date(5)], call: () => 3 };
    const same = bridge.same(value) as typeof value;
    return [
      bridge.add(1, 2),
      bridge.nested.list[1].deep(),
      same !== value,
      same.list[0],
      (same.list[1] as Date).getTime(),
      same.call(),
    ];
  });
  expect(results).toEqual([3, "deep", true, 1, 5, 3]);
});

// shell/renderer/api/electron_api_context_bridge.cc, CreateProxyForAPI: CreateDataProperty.
test("an own key named __proto__ crosses as a key, on the bridge and to the main process", async ({
  page,
}) => {
  const results = await page.evaluate(async () => {
    const value = JSON.parse(
      '{ "__proto__": { "polluted": 1 }, "a": { "__proto__": 2 } }',
    ) as object;
    const facts = (back: unknown) => {
      const { a } = back as { a: object };
      return [
        Object.keys(back as object),
        JSON.stringify(Object.getOwnPropertyDescriptor(back, "__proto__")?.value),
        Object.keys(a),
        (back as { polluted?: unknown }).polluted,
      ];
    };
    return [
      facts(bridge.same(value)),
      facts(((await bridge.invoke("echo", value)) as unknown[])[0]),
    ];
  });
  const expected = [["__proto__", "a"], '{"polluted":1}', ["__proto__"], undefined];
  expect(results).toEqual([expected, expected]);
});

test("a handler's failure reaches the page in Electron's words", async ({ page }) => {
  const message = (channel: string) =>
    page.evaluate(
      (name) =>
        bridge.invoke(name).then(
          () => "no error",
          (error: unknown) => (error instanceof Error ? error.message : "no Error"),
        ),
      channel,
    );
  expect(await message("fail")).toBe("Error invoking remote method 'fail': TypeError: it failed");
  expect(await message("nothing")).toBe(
    "Error invoking remote method 'nothing': Error: No handler registered for 'nothing'",
  );
  expect(await message("uncloneable")).toBe(
    "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
  );
});

test("errors of the preload reach the page as errors of its own", async ({ page }) => {
  const messages = await page.evaluate(async () => {
    const results = [];
    try {
      bridge.throws();
    } catch (error) {
      results.push(error instanceof Error && error.message);
    }
    await bridge
      .rejects()
      .catch((error: unknown) => results.push(error instanceof Error && error.message));
    return results;
  });
  expect(messages).toEqual(["thrown in the preload", "rejected in the preload"]);
});

test("what can't be cloned is refused, not lost", async ({ page }) => {
  const messages = await page.evaluate(async () => {
    const attempt = async (value: unknown) => {
      try {
        await bridge.invoke("echo", value);
        return "passed";
      } catch (error) {
        return String(error);
      }
    };
    return [
      await attempt(Symbol("s")),
      await attempt(new WeakMap()),
      await attempt({ call: () => 1 }),
    ];
  });
  for (const message of messages) expect(message).toMatch(/could not be cloned/);
});

test("a handler learns who called it, and the app's own addresses", async ({ page }) => {
  expect(await page.evaluate(() => bridge.invoke("frame"))).toEqual({
    url: "app://fixture/index.html",
    origin: "app://fixture",
    hasParent: false,
    isTop: true,
    isMainFrame: true,
    isTheWindows: true,
  });
});

test("many calls at once each get their own answer", async ({ page }) => {
  const wrong = await page.evaluate(async () => {
    const waits = Array.from({ length: 100 }, (_, index) => (index * 37) % 50);
    const answers = await Promise.all(waits.map((ms) => bridge.invoke("late", ms)));
    return waits.filter((ms, index) => answers[index] !== ms);
  });
  expect(wrong).toEqual([]);
});
