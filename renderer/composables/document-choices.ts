import { nextTick, watchEffect } from "vue";

/** The choices that the styles of the whole page look for. */
interface PageChoices {
  /** A language's code. */
  readonly language: string;
  /** Per cent of the standard size. */
  readonly textSize: number;
  readonly contrast: string;
  readonly reach: string;
}

/** `code` as browsers and screen readers know it: 「やさしい日本語」 (`ja-easy`) is no language of its own to them. */
export function browsersLanguage(code: string): string {
  return code.replace(/-easy$/, "");
}

/**
 * Keeps the page's root as it was chosen: `lang`, and `data-text`, `data-contrast` and `data-reach`
 * where they are not the standard ones.
 */
export function useDocumentChoices(choices: () => PageChoices): void {
  watchEffect(() => {
    const { language, textSize, contrast, reach } = choices();
    const root = document.documentElement;
    root.lang = browsersLanguage(language);
    mark(root, "text", textSize === 100 ? null : String(textSize));
    mark(root, "contrast", contrast === "standard" ? null : contrast);
    mark(root, "reach", reach === "standard" ? null : reach);
    // A button in use stays in view, wherever it stands now (WCAG 2.4.11), as fields do by themselves. In the middle: the
    // scroll buttons that may come now take room as well.
    void nextTick(() => {
      const used = document.activeElement;
      if (used instanceof HTMLButtonElement) used.scrollIntoView({ block: "center" });
    });
  });
}

function mark(root: HTMLElement, name: string, value: string | null): void {
  if (value === null) root.removeAttribute(`data-${name}`);
  else root.setAttribute(`data-${name}`, value);
}
