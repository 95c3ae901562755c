import { watchEffect } from "vue";

interface Colours {
  readonly primary: string;
  readonly primaryPressed: string;
  readonly tint: string;
  readonly tintStrong: string;
}

/**
 * Passes the bank's colours, `#rrggbb`, to `styles/tokens.css`, whose themes decide where they are used. Each is set as
 * a property by script, as the page's policy refuses styles in markup.
 */
export function useBankColours(colours: () => Colours | null): void {
  watchEffect(() => {
    const named = colours();
    if (named === null) return;
    const { style } = document.documentElement;
    style.setProperty("--bank-primary", named.primary);
    style.setProperty("--bank-primary-pressed", named.primaryPressed);
    style.setProperty("--bank-tint", named.tint);
    style.setProperty("--bank-tint-strong", named.tintStrong);
  });
}
