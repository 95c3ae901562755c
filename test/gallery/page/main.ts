import "./still.ts";
import "./bridge.ts";
import "../../../renderer/styles/main.css";
import "./gallery.css";
import { createApp } from "vue";
import GalleryIndex from "./GalleryIndex.vue";
import { reaches, textSizes, themes } from "./setting.ts";
import type { Setting } from "./setting.ts";
import { choose, misfitsIn, show } from "./show.ts";

declare global {
  interface Window {
    /** For the tests, which go from case to case without loading the page anew. */
    gallery: {
      readonly show: typeof show;
      readonly choose: typeof choose;
      readonly misfitsIn: typeof misfitsIn;
    };
  }
}

window.gallery = { show, choose, misfitsIn };

const asked = new URLSearchParams(location.search);
const id = asked.get("case");
if (id === null) createApp(GalleryIndex).mount("#app");
else await show(id, setting());

function setting(): Setting {
  return {
    theme: themes.find((theme) => theme === asked.get("theme")) ?? "standard",
    language: asked.get("language") ?? "ja",
    textSize: textSizes.find((size) => String(size) === asked.get("text")) ?? 100,
    reach: reaches.find((reach) => reach === asked.get("reach")) ?? "standard",
  };
}
