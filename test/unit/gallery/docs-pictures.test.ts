import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { cases } from "../../gallery/cases/all.ts";
import { screenOf } from "../../gallery/cases/case.ts";
import { docsPictures } from "../../gallery/docs-pictures.ts";

const folder = "build/docs";
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => `${folder}/${name}`);

/** File names of the pictures that the documents show, with the words in their place. */
const shown = ["README.md", ...documents].flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/!\[([^\]]*)\]\(([^)]+\.png)\)/g)].map(
    ([, words = "", path = ""]) => ({ words, name: basename(path) }),
  ),
);

test("every picture of the documentation is drawn of a case of the gallery, and none besides", () => {
  const names = Object.keys(docsPictures).toSorted();
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith(".png"))
      .toSorted(),
  ).toEqual(names);
  expect(shown.map(({ name }) => name).toSorted()).toEqual(names);
});

test("a picture shows the screen that the words in its place name", () => {
  for (const { words, name } of shown) {
    const drawn = cases.find(({ id }) => id === docsPictures[name]);
    if (drawn === undefined) throw new Error(`${name}: no such case`);
    expect(words).toMatch(new RegExp(`^${String(screenOf(drawn))}\\b`));
  }
});

test.each(Object.keys(docsPictures))("%s has 150 kB at most", (name) => {
  expect(statSync(`${folder}/${name}`).size).toBeLessThanOrEqual(150_000);
});
