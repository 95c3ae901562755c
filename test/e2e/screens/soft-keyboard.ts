import type { CDPSession, Locator, Page } from "@playwright/test";

/** The middle of a key, CSS pixels of the page. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Has the page note the name of each key that is pressed from now on. Runs in the page, apart from what knows the keys: a
 * listener keeps alive all that is known where it was made, and with the keys their screen and its passwords.
 */
function notePresses(): void {
  const noting = window as { met?: string[] };
  if (noting.met === undefined) {
    const met: string[] = [];
    const note = ({ target }: Event) =>
      met.push((target as Element).closest("button:enabled")?.textContent.trim() ?? "nothing");
    document.addEventListener("pointerdown", note, { capture: true });
    noting.met = met;
  }
  noting.met.length = 0;
}

/** One for each page: a session is asked for once. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * The software keyboard as a finger meets it: its keys are looked up together, by role and by what stands on them, and
 * each is pressed where it is drawn, as fast as the page takes it. Playwright's own `click` looks up and waits for each
 * key anew, which takes ten times the processor time, and a journey has hundreds of them.
 */
export class SoftKeyboard {
  private readonly page: Page;
  private readonly root: Locator;
  private places: Readonly<Record<string, Place>> = {};

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole("group", { name: "ソフトウェアキーボード" });
  }

  /** A key that is no character: すべて消す, 大文字. */
  key(name: string): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }

  /** One press for each character; 大文字 is pressed before and after a capital, 記号 where it leads to a sign or back. */
  async type(text: string): Promise<void> {
    await this.look(text);
    let row = "";
    for (const character of text) {
      const isCapital = /[A-Z]/.test(character);
      if (!(character in this.places)) {
        await this.press(row);
        row = "";
        await this.key(isCapital ? "大文字" : "記号").click();
        await this.look(text);
      }
      row += character;
      if (isCapital) {
        await this.press(row);
        row = "";
        await this.key("大文字").click();
        await this.look(text);
      }
    }
    await this.press(row);
  }

  /** Presses one key after the other, and sees that each press met its key: one that has moved was not to be missed. */
  private async press(characters: string): Promise<void> {
    if (characters === "") return;
    const session = await this.session();
    await this.page.evaluate(notePresses);
    await Promise.all(
      Array.from(characters).flatMap((character) => {
        const at = { ...this.placeOf(character), button: "left", clickCount: 1 } as const;
        return [
          session.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at }),
          session.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at }),
        ];
      }),
    );
    const met = await this.page.evaluate(() => {
      const { met: noted = [] } = window as { met?: string[] };
      return noted.splice(0);
    });
    if (met.join("") !== characters)
      throw new Error("A press met another key: the keys have moved");
  }

  private session(): Promise<CDPSession> {
    const session = sessions.get(this.page) ?? this.page.context().newCDPSession(this.page);
    sessions.set(this.page, session);
    return session;
  }

  private placeOf(character: string): Place {
    const place = this.places[character];
    if (place === undefined) throw new Error(`There is no key ${character}`);
    return place;
  }

  /** Where the keys are, once they keep still and none that `text` needs is covered. */
  private async look(text: string): Promise<void> {
    // What is typed may not stay in the page's memory by this.
    const wanted = [...new Set(text)].sort().join("");
    await this.root.waitFor();
    this.places = await this.root.getByRole("button").evaluateAll(async (keys, characters) => {
      const nameAt = ({ x, y }: Place) =>
        document.elementFromPoint(x, y)?.closest("button:enabled")?.textContent.trim();
      const measured = (): Record<string, Place> =>
        Object.fromEntries(
          keys.map((key) => {
            const { x, y, width, height } = key.getBoundingClientRect();
            return [key.textContent.trim(), { x: x + width / 2, y: y + height / 2 }];
          }),
        );
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      for (let before = ""; ;) {
        await frame();
        const places = measured();
        const now = JSON.stringify(places);
        const isFree = [...characters].every((character) => {
          const { [character]: place } = places;
          return !place || nameAt(place) === character;
        });
        if (now === before && isFree) return places;
        before = now;
      }
    }, wanted);
  }
}
