import { config } from "@vue/test-utils";
import { beforeAll, vi } from "vitest";

// The files of a worker share a page, whose making takes longer than most of their tests. Each begins with a clean one,
// and with modules of its own: what the renderer keeps in a module lives as long as a page does in the kiosk.
vi.resetModules();

// As the entry does. Read here, so that its words are those of the file's own modules.
const { RubyText } = await import("../../../renderer/components/RubyText.ts");
config.global.components = { RubyText };

// The simulated page draws nothing, and has no typefaces.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

beforeAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  const { documentElement, body } = document;
  for (const name of documentElement.getAttributeNames()) documentElement.removeAttribute(name);
  body.replaceChildren();
});
