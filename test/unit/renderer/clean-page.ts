import { beforeAll, vi } from "vitest";

/** The files of a worker share a page, whose making takes longer than most of their tests; each begins with a clean one. */
beforeAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  const { documentElement, body } = document;
  for (const name of documentElement.getAttributeNames()) documentElement.removeAttribute(name);
  body.replaceChildren();
});
