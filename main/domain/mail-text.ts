/** What a mail's template may name in braces. */
const placeholders = [
  "bankName",
  "serviceId",
  "userId",
  "phone",
  "mobileLink",
  "smartphoneLink",
] as const;

export type MailValues = Readonly<Record<(typeof placeholders)[number], string>>;

/**
 * Fills `template`: `ユーザID : {userId}` → `ユーザID : 999800000001`. Filled-in values aren't looked at
 * again. An unknown name in braces is a mistake of the configuration and throws.
 */
export function filledMailText(template: string, values: MailValues): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const placeholder = placeholders.find((known) => known === name);
    if (placeholder === undefined) throw new Error(`Unknown placeholder {${name}} in a mail text`);
    return values[placeholder];
  });
}
