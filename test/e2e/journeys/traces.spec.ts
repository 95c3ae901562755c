import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { taro } from "../customers.ts";
import { expect, test } from "../fixtures.ts";
import { codeOn } from "../phone.ts";
import type { Profile } from "../profile.ts";
import { SignInCode, signInUntilCode, Top } from "../screens/sign-in.ts";
import { StartDone } from "../screens/start-and-release.ts";
import { issueAndStart, mailAddress, startPassword } from "../ways.ts";

/** Every file below the profile, a character for each byte, but those of the keyring, which are sealed by a password of its own. */
async function filesOf(profile: Profile): Promise<{ name: string; content: string }[]> {
  const entries = await readdir(profile.root, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((name) => !name.startsWith(path.join(profile.root, "keyring", path.sep)));
  const files = names.map(async (name) =>
    // Chromium's passing files may have gone meanwhile.
    readFile(name, "latin1").then(
      (content) => [{ name, content }],
      () => [],
    ),
  );
  return (await Promise.all(files)).flat();
}

/**
 * The names of the files that hold `text`, as UTF-8 or as Chromium's UTF-16. A text of digits counts only where it isn't
 * part of a longer number, as of a time.
 */
function holding(files: Awaited<ReturnType<typeof filesOf>>, text: string): readonly string[] {
  const whole = new RegExp(/^\d+$/.test(text) ? `(?<!\\d)${text}(?!\\d)` : text);
  const wide = new RegExp([...text].join("\\x00"));
  return files
    .filter(({ content }) => whole.test(content) || wide.test(content))
    .map(({ name }) => name);
}

test("nothing that was typed or shown in secret is in any file, of the kiosk's or of Chromium's", async ({
  kiosk,
  profile,
}) => {
  const phone = await issueAndStart(kiosk, taro, profile, mailAddress);
  await new StartDone(kiosk.page).button("ログアウト").click();
  await signInUntilCode(kiosk.page, taro);
  const code = await codeOn(phone, kiosk);
  await new SignInCode(kiosk.page).enter(code);
  await new Top(kiosk.page).shown();
  const atWork = await filesOf(profile);
  await kiosk.app.close();
  const after = await filesOf(profile);

  const spool = path.join(profile.dataDir, "mail");
  const registry = path.join(profile.dataDir, "registry.sqlite");
  for (const files of [atWork, after]) {
    // What is kept on purpose is found, so the search finds.
    expect(holding(files, "999800000001").some((name) => name.startsWith(registry))).toBe(true);
    expect(files.some(({ name }) => name.startsWith(path.join(profile.root, "home")))).toBe(true);
    const secrets = {
      "login password": taro.loginPassword,
      "confirmation password": taro.confirmationPassword,
      "start password": startPassword,
      "one-time password": code,
      "set-up key": phone.secret,
    };
    for (const [what, secret] of Object.entries(secrets)) {
      expect({ [what]: holding(files, secret) }).toEqual({ [what]: [] });
    }
    const kept = [spool, registry];
    const others = files.filter(({ name }) => !kept.some((place) => name.startsWith(place)));
    expect(holding(others, mailAddress)).toEqual([]);
  }
});
