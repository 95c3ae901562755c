import { nextTick, watchEffect } from "vue";

/** The choices that the page's styles depend on. */
interface PageChoices {
  /** A language's code. */
  readonly language: string;
  /** Per cent of the standard size. */
  readonly textSize: number;
  readonly contrast: string;
  readonly reach: string;
}

/** `code` in the form of browsers and screen readers, for which 「やさしい日本語」 (`ja-easy`) is no separate language. */
export function browsersLanguage(code: string): string {
  return code.replace(/-easy$/, "");
}

/**
 * Writes the choices to the page's root: `lang`, and `data-text`, `data-contrast` and `data-reach` where they are not
 * the standard ones.
 */
export function useDocumentChoices(choices: () => PageChoices): void {
  watchEffect(() => {
    const { language, textSize, contrast, reach } = choices();
    const root = document.documentElement;
    root.lang = browsersLanguage(language);
    mark(root, "text", textSize === 100 ? null : String(textSize));
    mark(root, "contrast", contrast === "standard" ? null : contrast);
    mark(root, "reach", reach === "standard" ? null : reach);
    // Keeps a button in use in view after its place has changed (WCAG 2.4.11); fields do this by themselves. It is
    // scrolled to the middle, as scroll buttons that appear now take room too.
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
