import { simpleParser } from "mailparser";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { taro } from "../e2e/customers.ts";
import { launchKiosk, projectRoot } from "../e2e/kiosk.ts";
import { makeProfile, removeProfile, spooledMails } from "../e2e/profile.ts";
import { sizes } from "../e2e/sizes.ts";
import { staffTour } from "../e2e/staff-tour.ts";
import { tour } from "../e2e/tour.ts";
import type { Stop } from "../e2e/tour.ts";
import { pictureScreens } from "./screens.ts";
import { indexPage } from "./index-page.ts";
import type { Album } from "./index-page.ts";

const out = path.join(projectRoot, "out", "demo");

/** Plays every flow once at `size` in a kiosk of its own, leaves the pictures in `out/demo/` and returns their album. */
async function play(size: (typeof sizes)[number]): Promise<Album> {
  const profile = await makeProfile();
  const kiosk = await launchKiosk(profile);
  try {
    await mkdir(path.join(out, size.name), { recursive: true });
    await kiosk.page.setViewportSize(size);
    const pictures: Album["pictures"][number][] = [];
    const look = async (stop: Stop) => {
      const number = String(pictures.length + 1).padStart(2, "0");
      const file = `${size.name}/${number}-${stop.screenId}.png`;
      await kiosk.page.screenshot({ path: path.join(out, file) });
      pictures.push({ ...stop, file });
      console.log(`${size.name}  ${number}  ${stop.screenId}  ${stop.what}`);
    };
    await tour(kiosk, taro, profile, look);
    await kiosk.page.getByRole("button", { name: "ログアウト" }).click();
    await staffTour(kiosk, look);
    const mails = await Promise.all((await spooledMails(profile)).map((raw) => simpleParser(raw)));
    return {
      name: size.name,
      pictures,
      mails: mails.map(({ subject, text }) => ({ subject: subject ?? "", text: text ?? "" })),
    };
  } finally {
    await kiosk.app.close();
    await removeProfile(profile);
  }
}

await rm(out, { recursive: true, force: true });
const albums: Album[] = [];
for (const size of sizes) albums.push(await play(size));
const screens = await pictureScreens(path.join(out, "screens"));
console.log(`${screens} pictures of every screen in every language and theme`);
await writeFile(path.join(out, "index.html"), indexPage(albums));
console.log(`Pictures of every screen: ${path.join("out", "demo", "index.html")}`);
