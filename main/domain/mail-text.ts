/**
 * Fills `template`: `ユーザID : {userId}` → `ユーザID : 999800000001`. Filled-in values aren't looked at
 * again. A name in braces without a value is a mistake of the configuration and throws.
 */
export function filledMailText(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`Unknown placeholder {${name}} in a mail text`);
    return value;
  });
}
