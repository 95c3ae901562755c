import { beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../main/adapters/hashes.ts";
import { registryInMemory } from "../fakes/registry-in-memory.ts";
import { checked, journalled, textOf } from "./bundles.ts";

/** What someone with the bundle in their hands, but without the kiosk's keychain, can do to it. */

let whole = "";
beforeAll(async () => {
  whole = await textOf(await journalled(await registryInMemory()));
});

/** Pseudo-random whole numbers from 0 to below `limit`, the same in every run (Park and Miller's generator). */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

describe("a bundle that was tampered with", () => {
  const linesOf = (text: string) => text.split("\n").slice(0, -1);
  const textFrom = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  const edited = (change: (lines: string[]) => void) => {
    const lines = linesOf(whole);
    change(lines);
    return textFrom(lines);
  };
  /** Lines that hang together, as whoever knows the format can make them; only the signature can't be made. */
  const relinked = (change: (lines: string[]) => void) => {
    const lines = linesOf(edited(change));
    let link = "";
    return textFrom(
      lines.map((line) => {
        if (line.startsWith('{"signature"')) return line;
        const body = line.replace(/,"link":"[0-9a-f]*"\}$/, "");
        link = sha256(`${link}\n${body}`);
        return `${body},"link":"${link}"}`;
      }),
    );
  };
  const rowIs = (row: number, problem: string) => ({ ok: false, refusal: { row, problem } });

  test("is found by the row: changed, missing, twice, moved", () => {
    const changed = edited((lines) => (lines[7] = lines[7]?.replace("unlock", "issue") ?? ""));
    expect(checked(changed)).toEqual(rowIs(7, "changed"));
    expect(checked(edited((lines) => lines.splice(7, 1)))).toEqual(rowIs(7, "missing"));
    expect(checked(edited((lines) => lines.splice(40, 1)))).toEqual(rowIs(40, "missing"));
    const twice = edited((lines) => lines.splice(8, 0, lines[7] ?? ""));
    expect(checked(twice)).toEqual(rowIs(7, "misplaced"));
    const moved = edited((lines) => lines.splice(7, 2, lines[8] ?? "", lines[7] ?? ""));
    expect(checked(moved)).toEqual(rowIs(7, "missing"));
    const appended = edited((lines) => lines.splice(41, 0, lines[40] ?? ""));
    expect(checked(appended)).toEqual(rowIs(40, "misplaced"));
  });

  test("is found by the signature where all lines were linked anew", () => {
    const wrong = { ok: false, refusal: "bundle-signature-wrong" };
    const change = (lines: string[]) => (lines[7] = lines[7]?.replace("unlock", "issue") ?? "");
    expect(checked(relinked(change))).toEqual(wrong);
    const other = (lines: string[]) => (lines[0] = lines[0]?.replace("branch-7", "branch-8") ?? "");
    expect(checked(relinked(other))).toEqual(wrong);
    const shorter = (lines: string[]) => {
      lines[0] = lines[0]?.replace('"last":40', '"last":39') ?? "";
      lines.splice(40, 1);
    };
    expect(checked(relinked(shorter))).toEqual(wrong);
  });

  test("is found where it was cut, wherever that is", () => {
    for (let length = 0; length < whole.length; length += 89) {
      expect(checked(whole.slice(0, length)).ok, String(length)).toBe(false);
    }
    expect(checked(whole.slice(0, -1)).ok).toBe(false);
    for (const left of [1, 2, 20, 41]) {
      expect(checked(textFrom(linesOf(whole).slice(0, left))).ok).toBe(false);
    }
  });

  test("is found where rows come from another bundle, or the same rows from another day's", async () => {
    const other = linesOf(await textOf(await journalled(await registryInMemory(), "branch-8")));
    const mixed = edited((lines) => (lines[9] = other[9] ?? ""));
    expect(checked(mixed)).toEqual(rowIs(9, "changed"));
    const later = await textOf(await journalled(await registryInMemory()), {
      from: "2026-04-01",
      to: "2026-04-02",
    });
    expect(checked(edited((lines) => (lines[9] = linesOf(later)[9] ?? "")))).toEqual(
      rowIs(9, "changed"),
    );
    const signature = edited((lines) => (lines[41] = linesOf(later).at(-1) ?? ""));
    expect(checked(signature)).toEqual({ ok: false, refusal: "bundle-signature-wrong" });
  });

  test("is found where anything follows, or something else is given out as one", () => {
    expect(checked(`${whole}\n`)).toEqual({ ok: false, refusal: "bundle-goes-on" });
    expect(checked(whole + whole)).toEqual({ ok: false, refusal: "bundle-goes-on" });
    for (const none of ["", "\n", "words\n", "[]\n", "null\n", '{"format":"other"}\n']) {
      expect(checked(none)).toEqual({ ok: false, refusal: "no-bundle" });
    }
    const newer = whole.replace('"version":1', '"version":3');
    expect(checked(newer)).toEqual({ ok: false, refusal: "bundle-newer" });
  });

  test("100 random tamperings of 100 are found", () => {
    const roll = dice(20_260_401);
    const missed: unknown[] = [];
    for (let round = 0; round < 100; round += 1) {
      const at = roll(whole.length);
      const size = 1 + roll(40);
      const other = String.fromCharCode(32 + ((whole.charCodeAt(at) - 32 + 1 + roll(90)) % 95));
      const part = whole.slice(at, at + size);
      const ways = [
        whole.slice(0, at) + other + whole.slice(at + 1),
        whole.slice(0, at) + whole.slice(at + size),
        whole.slice(0, at) + part + whole.slice(at),
        whole.slice(0, at) + (whole[at] === " " ? "" : " ") + whole.slice(at),
      ];
      const text = ways[round % ways.length] ?? "";
      if (text !== whole && checked(text).ok) missed.push({ round, at });
    }
    expect(missed).toEqual([]);
  });
});
