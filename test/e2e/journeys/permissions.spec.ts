import { expect, test } from "../fixtures.ts";

// 5 of Electron's security checklist; what needs no permission is tried by hardening.spec.ts and checklist.spec.ts.

test("every permission and device is denied without a question", async ({ start }) => {
  // A machine without a camera would say so before anyone is asked.
  const { page } = await start({ flags: ["--use-fake-device-for-media-stream"] });
  const outcomes = await page.evaluate(async () => {
    const name = (error: unknown) => (error instanceof Error ? error.name : "none");
    const { mediaDevices, permissions, geolocation, clipboard } = navigator;
    return {
      notifications: await Notification.requestPermission(),
      asked: (await permissions.query({ name: "geolocation" })).state,
      screen: await mediaDevices.getDisplayMedia().then(() => "granted", name),
      camera: await mediaDevices.getUserMedia({ video: true }).then(() => "granted", name),
      microphone: await mediaDevices.getUserMedia({ audio: true }).then(() => "granted", name),
      clipboard: await clipboard.readText().then(() => "granted", name),
      copying: await clipboard.writeText("copied").then(() => "granted", name),
      place: await new Promise((resolve) => {
        geolocation.getCurrentPosition(
          () => {
            resolve("granted");
          },
          ({ code, PERMISSION_DENIED }) => {
            resolve(code === PERMISSION_DENIED ? "denied" : "elsewhere");
          },
        );
      }),
    };
  });
  expect(outcomes).toMatchObject({
    notifications: "denied",
    asked: "denied",
    screen: "NotAllowedError",
    camera: "NotAllowedError",
    microphone: "NotAllowedError",
    clipboard: "NotAllowedError",
    copying: "NotAllowedError",
    place: "denied",
  });
});

test("the page gets neither the whole screen, the keyboard, the sensors nor a store that lasts", async ({
  shared: { page },
}) => {
  // Beyond what compilers know of: the names of the APIs are those of their specifications.
  const outcomes = await page.evaluate(async () => {
    const of = (owner: object, name: string) => Reflect.get(owner, name) as unknown;
    const asked = async (owner: unknown, name: string, ...args: unknown[]) => {
      const method = typeof owner === "object" && owner !== null ? of(owner, name) : undefined;
      if (typeof method !== "function") return "absent";
      try {
        const late = new Promise((done) => setTimeout(done, 10_000, "unanswered"));
        const answer: unknown = Reflect.apply(method, owner, args);
        const settled = await Promise.race([answer, late]);
        return settled === false || settled === "denied" ? "refused" : settled;
      } catch {
        return "refused";
      }
    };
    const sensor = async (name: string) => {
      const Sensor = of(window, name) as (new () => EventTarget & { start(): void }) | undefined;
      if (Sensor === undefined) return "absent";
      try {
        const made = new Sensor();
        const told = new Promise((done) => {
          made.addEventListener("reading", () => {
            done("granted");
          });
          made.addEventListener("error", () => {
            done("refused");
          });
          setTimeout(done, 10_000, "unanswered");
        });
        made.start();
        return await told;
      } catch {
        return "refused";
      }
    };
    await asked(of(navigator, "keyboard"), "lock");
    const results = {
      persistence: await asked(navigator.storage, "persist"),
      wholeScreen: await asked(document.documentElement, "requestFullscreen"),
      wakeLock: await asked(navigator.wakeLock, "request", "screen"),
      storageAccess: await asked(document, "requestStorageAccessFor", "https://example.com"),
      idleness: await asked(of(window, "IdleDetector"), "requestPermission"),
      screens: await asked(window, "getScreenDetails"),
      fonts: await asked(window, "queryLocalFonts"),
      midi: await asked(navigator, "requestMIDIAccess"),
      picture: await asked(of(window, "documentPictureInPicture"), "requestWindow"),
      motion: await sensor("Accelerometer"),
      turning: await sensor("Gyroscope"),
      north: await sensor("Magnetometer"),
    };
    // A locked keyboard takes hold on the whole screen alone.
    return { ...results, onScreen: document.fullscreenElement === null };
  });
  const { onScreen, ...asked } = outcomes;
  expect(onScreen).toBe(true);
  for (const [name, outcome] of Object.entries(asked)) {
    // Electron leaves a page that may not have the whole screen without an answer
    // (WebContents::OnEnterFullscreenModeForTab); that it hasn't got it is shown above.
    const isLeft = name === "wholeScreen" && outcome === "unanswered";
    expect(["refused", "absent"], name).toContain(isLeft ? "refused" : outcome);
  }
  expect(Object.values(asked).filter((outcome) => outcome === "refused").length).toBeGreaterThan(6);
});
