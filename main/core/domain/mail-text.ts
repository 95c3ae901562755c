/**
 * Fills `template`: `ユーザID : {userId}` → `ユーザID : 999800000001`. Inserted values aren't expanded again. A name in
 * braces without a value is a mistake of the configuration and throws.
 */
export function filledMailText(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`Unknown placeholder {${name}} in a mail text`);
    return value;
  });
}

/** The texts of a mail. */
export interface MailWords {
  readonly subject: string;
  readonly text: string;
}

const separator = "――――――――――――――――――――";

/**
 * A mail in the customer's language followed by the bank's Japanese text below a line. Plain text has no furigana:
 * 漢字《かんじ》 becomes 漢字（かんじ） in the text, and 漢字 in the subject, which has little room.
 */
export function aboveJapanese(translated: MailWords, japanese: MailWords): MailWords {
  const subject = translated.subject.replace(/｜|《[^》]*》/g, "");
  const text = translated.text.replace(/｜/g, "").replace(/《([^》]*)》/g, "（$1）");
  return {
    subject: subject === japanese.subject ? subject : `${subject} / ${japanese.subject}`,
    text: `${text.trimEnd()}\n\n${separator}\n\n${japanese.text}`,
  };
}
